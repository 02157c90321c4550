/** The connection to a broker, instead of the one to a device. */

import type { MqttClient } from 'mqtt';
import { backoffDelay } from '../../../Clients/JavaScript/src/backoff';
import { ActuationError, type ActuationErrorCode } from '../../../Clients/JavaScript/src/requests';
import type { Access } from '../access';
import { byId } from '../elements';
import { type Source, type SourceHandlers, SourceState } from '../source';
import type { Value } from '../store';
import { Board, TOPICS } from './board';
import { Broker } from './broker';
import { Boards } from './boards';
import { Commands } from './commands';
import { type Config, readConfig } from './config';
import { Notice } from './notice';
import { isOfUser, isOfVersion, NOT_AUTHORIZED, reasonOf, REFUSED } from './reasons';
import { kept } from './user';
import * as words from '../words/index';

const WORDS = { refused: words.USER_REFUSED, later: words.USER_LATER };

/** In milliseconds. */
const REQUEST_AGAIN_AFTER = 5_000;

/** A retained description is renewed every 30 s, for those that may not request one. */
const MAX_REQUESTS = 8;

type QoS = 0 | 1;

export class Link implements Source {
  readonly state: SourceState;
  private readonly boards = new Boards();
  private readonly shown = new Map<string, Board>();
  private readonly commands = new Commands((topic, payload) => this.publish(topic, payload));
  private readonly notice = new Notice();
  private readonly broker = new Broker();
  private readonly user = byId('user', HTMLInputElement);
  private config: Config | undefined;
  private client: MqttClient | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private requesting: ReturnType<typeof setInterval> | undefined;
  private failures = 0;
  /** As the broker takes it. */
  private qos: QoS = 1;

  constructor(
    private readonly access: Access,
    private readonly handlers: SourceHandlers,
  ) {
    this.state = new SourceState(handlers);
    this.user.value = kept();
  }

  get title(): string {
    return this.boards.title;
  }

  connect(): void {
    void this.start().catch((error: unknown) => {
      this.notice.show(error instanceof Error ? error.message : String(error));
      this.retry(() => this.connect(), error);
    });
  }

  retryNow(): void {
    if (this.state.is('offline') && this.config) {
      this.open();
    }
  }

  async unlock(reason: string): Promise<boolean> {
    const isGiven = await this.access.ask(reason, (password) => this.broker.check(this.config!.broker, this.user.value, password), WORDS);
    if (isGiven) {
      this.open();
    }
    return isGiven;
  }

  /** A broker acknowledges its own receipt, which says nothing of the board. */
  ping(): Promise<number> {
    return Promise.reject(new Error('There is no round trip'));
  }

  async set(name: string, value: Value): Promise<void> {
    const board = [...this.shown.values()].find((one) => name.startsWith(`${one.name}/`));
    if (!board || !this.state.is('live')) {
      throw new ActuationError('not-connected');
    }
    await this.commands.set(this.topic(board.name, `set/${board.channelOf(name)}`), value);
  }

  private async start(): Promise<void> {
    this.config ??= await readConfig();
    if (this.config.signIn && this.access.token === undefined) {
      this.lock(words.USER_WANTED);
    } else {
      this.open();
    }
  }

  private lock(reason: string): void {
    this.state.change({ kind: 'locked' });
    void this.unlock(reason);
  }

  private open(): void {
    this.release();
    this.state.change({ kind: 'connecting', failures: this.failures });
    const client = this.broker.connect(this.config!.broker, this.user.value, this.access.token);
    this.client = client;
    client.on('connect', ({ properties }) => {
      this.qos = properties?.maximumQoS === 0 ? 0 : 1;
      this.begin(client, properties?.wildcardSubscriptionAvailable !== false);
    });
    client.on('disconnect', ({ reasonCode }) => this.notice.show(words.endedByBroker(reasonOf(reasonCode))));
    client.on('message', (topic, payload, { retain }) => this.take(topic, payload, retain));
    client.on('close', () => this.lose(client, undefined));
    client.on('error', (error: Error & { code?: number }) => {
      if (isOfUser(error.code)) {
        this.release();
        this.access.forget();
        this.lock(this.user.value ? WORDS.refused : words.USER_WANTED);
      } else {
        if (error.code && !isOfVersion(error.code)) {
          this.notice.show(words.refusedByBroker(reasonOf(error.code)));
        }
        this.lose(client, error);
      }
    });
  }

  /** @param canFind Whether the broker takes wildcards; else the boards are those of config.json. */
  private begin(client: MqttClient, canFind: boolean): void {
    const { prefix, boards } = this.config!;
    this.failures = 0;
    this.notice.clear();
    if (canFind) {
      this.subscribeTo(client, [`${prefix}/+/status`]);
    }
    [...boards, ...this.shown.keys()].forEach((name) => this.follow(name));
    this.requesting = setInterval(() => {
      this.shown.forEach((board) => this.checkDescription(board));
      this.notice.hint(this.boards.isEmpty ? words.noBoards(`${prefix}/`) : '');
    }, REQUEST_AGAIN_AFTER);
    this.state.change({ kind: 'live' });
  }

  /** Subscribes, and reports a refusal of the broker. */
  private subscribeTo(client: MqttClient, topics: readonly string[], then?: () => void): void {
    client.subscribe(Object.fromEntries(topics.map((topic) => [topic, { qos: this.qos }])), (_error, _granted, answer) => {
      const refused = topics.find((_topic, i) => Number(answer?.granted[i]) >= REFUSED);
      if (refused) {
        this.notice.show(words.topicRefused(refused));
      }
      then?.();
    });
  }

  /** A retained description may be missing or old, and one that was requested lost. */
  private checkDescription(board: Board): void {
    if (board.isDescribed && !board.isDoubtful) {
      return;
    }
    if (!board.isDescribed && ++board.requests >= MAX_REQUESTS) {
      board.doWithout();
    }
    this.subscribeTo(this.client!, [this.topic(board.name, 'recent')], () => this.requestDescription(board));
  }

  private follow(name: string): void {
    this.boards.add(name);
    if (!this.boards.isShown(name)) {
      return;
    }
    let board = this.shown.get(name);
    if (!board) {
      board = new Board(name, this.boards.isSingle ? '' : name, (pack, isFirst) => {
        const now = performance.now() / 1000;
        this.handlers.onPack(pack, isFirst, { earliest: now, latest: now }, name);
      });
      this.shown.set(name, board);
    }
    board.restart();
    const following = board;
    if (this.client) {
      this.subscribeTo(this.client, [...TOPICS, 'result/#'].map((topic) => this.topic(name, topic)), () => this.requestDescription(following));
    }
  }

  /** For a new description, which the packs continue; the retained one may be half a minute old. */
  private requestDescription(board: Board): void {
    this.client?.publish(this.topic(board.name, 'get/recent'), '', { qos: this.qos }, () => {});
  }

  private take(topic: string, payload: Uint8Array, isRetained: boolean): void {
    const path = topic.slice(this.config!.prefix.length + 1);
    const end = path.indexOf('/');
    const [name, rest] = [path.slice(0, end), path.slice(end + 1)];
    if (rest === 'status') {
      if (!payload.length) {
        this.forget(name);
        return;
      }
      if (!this.shown.has(name)) {
        this.follow(name);
      }
    }
    if (rest.startsWith('result/')) {
      this.commands.take(payload);
      return;
    }
    const board = this.shown.get(name);
    if (board) {
      board.take(rest, payload, isRetained);
      if (rest === 'recent' && board.isDescribed) {
        this.settle(board);
      }
      this.boards.show(name, board.state);
    } else if (rest === 'status') {
      this.boards.show(name, new TextDecoder().decode(payload) === 'online' ? 'not-shown' : 'away');
    }
  }

  /** It has been removed from the broker. */
  private forget(name: string): void {
    this.shown.get(name)?.end();
    this.shown.delete(name);
    this.boards.remove(name);
  }

  /** A description is long, and comes again on the requests of others. */
  private settle(board: Board): void {
    const topic = this.topic(board.name, 'recent');
    setTimeout(() => board.isDescribed && !board.isDoubtful && this.client?.unsubscribe(topic), REQUEST_AGAIN_AFTER / 2);
  }

  private publish(topic: string, payload: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.client!.publish(topic, payload, { qos: this.qos }, (error) => {
        const code = (error as { code?: number } | undefined)?.code;
        error ? reject(new ActuationError((code === NOT_AUTHORIZED ? words.NOT_ALLOWED_BY_BROKER : 'no-answer') as ActuationErrorCode)) : resolve();
      });
    });
  }

  private lose(client: MqttClient, error: unknown): void {
    if (client !== this.client) {
      return;
    }
    if (!this.state.is('live')) {
      this.broker.changeVersion();
    }
    this.release();
    this.boards.showAll('broker-away');
    this.retry(() => this.open(), error);
  }

  private retry(attempt: () => void, error: unknown): void {
    this.failures++;
    const wait = backoffDelay(this.failures, Math.random);
    this.timer = setTimeout(attempt, wait);
    this.state.change({ kind: 'offline', failures: this.failures, retryIn: wait, retryAt: Date.now() + wait, error });
  }

  private release(): void {
    clearTimeout(this.timer);
    clearInterval(this.requesting);
    const { client } = this;
    this.client = undefined;
    client?.end(true);
    this.commands.abandon();
  }

  private topic(board: string, rest: string): string {
    return `${this.config!.prefix}/${board}/${rest}`;
  }
}
