/** The connection to a broker, in the place of the one to a device. */

import mqtt, { type MqttClient } from 'mqtt';
import { backoffDelay } from '../../../Clients/JavaScript/src/backoff';
import type { Refusal } from '../../../Clients/JavaScript/src/refusal';
import { ActuationError, type ActuationErrorCode } from '../../../Clients/JavaScript/src/requests';
import type { Access } from '../access';
import { byId, setText } from '../elements';
import { type Source, type SourceHandlers, SourceState } from '../source';
import type { Value } from '../store';
import { Board, TOPICS } from './board';
import { Boards } from './boards';
import { Commands } from './commands';
import { type Config, readConfig } from './config';
import * as words from '../words/index';

const WORDS = { refused: words.USER_REFUSED, later: words.USER_LATER };
const USER_KEY = 'sensorcast.user';

/** In milliseconds. */
const CONNECT_TIMEOUT = 8_000;
const ASK_AGAIN_AFTER = 5_000;

/** In seconds. */
const TRY_AGAIN_AFTER = 3;

/** "Bad user name or password" and "not authorized" (MQTT 3.1.1 section 3.2.2.3; MQTT 5 section 3.2.2.2). */
const REFUSED_USER = [4, 5, 0x86, 0x87];
const NOT_AUTHORIZED = 0x87;

export class Link implements Source {
  readonly state: SourceState;
  private readonly boards = new Boards();
  private readonly shown = new Map<string, Board>();
  private readonly commands = new Commands((topic, payload) => this.publish(topic, payload));
  private readonly user = byId('user', HTMLInputElement);
  private config: Config | undefined;
  private client: MqttClient | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking: ReturnType<typeof setInterval> | undefined;
  private failures = 0;
  private version: 4 | 5 = 5;

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
      setText(byId('empty', HTMLElement).firstElementChild!, error instanceof Error ? error.message : String(error));
      this.retry(() => this.connect(), error);
    });
  }

  hurry(): void {
    if (this.state.is('offline') && this.config) {
      this.open();
    }
  }

  async unlock(reason: string): Promise<boolean> {
    const isGiven = await this.access.ask(reason, (password) => this.check(password), WORDS);
    if (isGiven) {
      this.open();
    }
    return isGiven;
  }

  /** A broker acknowledges what it has, which says nothing of the board. */
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
    const client = this.dial(this.access.token);
    this.client = client;
    client.on('connect', () => this.subscribe(client));
    client.on('message', (topic, payload, { retain }) => this.take(topic, payload, retain));
    client.on('close', () => this.lose(client, undefined));
    client.on('error', (error: Error & { code?: number }) => {
      if (REFUSED_USER.includes(error.code ?? 0)) {
        this.release();
        this.access.forget();
        this.lock(this.user.value ? WORDS.refused : words.USER_WANTED);
      } else {
        this.lose(client, error);
      }
    });
  }

  private dial(password: string | undefined): MqttClient {
    const { broker } = this.config!;
    return mqtt.connect(broker, {
      protocolVersion: this.version,
      reconnectPeriod: 0,
      connectTimeout: CONNECT_TIMEOUT,
      keepalive: 15,
      timerVariant: 'native',
      clean: true,
      ...(password === undefined ? {} : { username: this.user.value, password }),
    });
  }

  /** @returns What the broker has against a password. */
  private check(password: string): Promise<Refusal | undefined> {
    return new Promise((resolve) => {
      const client = this.dial(password);
      const end = (refusal: Refusal | undefined) => {
        client.removeAllListeners('close');
        client.end(true);
        resolve(refusal);
      };
      client.on('connect', () => {
        keep(this.user.value);
        end(undefined);
      });
      const miss = () => {
        this.changeVersion();
        end({ kind: 'busy', seconds: TRY_AGAIN_AFTER });
      };
      client.on('error', (error: Error & { code?: number }) => (REFUSED_USER.includes(error.code ?? 0) ? end({ kind: 'locked' }) : miss()));
      client.on('close', miss);
    });
  }

  private subscribe(client: MqttClient): void {
    const { prefix, boards } = this.config!;
    this.failures = 0;
    client.subscribe({ [`${prefix}/+/status`]: { qos: 1 } });
    [...boards, ...this.shown.keys()].forEach((name) => this.follow(name));
    // A retained description may be missing, and one that was asked for lost.
    this.asking = setInterval(() => this.shown.forEach((board) => !board.isDescribed && this.ask(board)), ASK_AGAIN_AFTER);
    this.state.change({ kind: 'live' });
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
    const topics = [...TOPICS, 'result/#'].map((topic) => [this.topic(name, topic), { qos: 1 as const }] as const);
    this.client?.subscribe(Object.fromEntries(topics), () => this.ask(following));
  }

  /** For a new description, which goes on where the packs are; the retained one may be half a minute old. */
  private ask(board: Board): void {
    this.client?.publish(this.topic(board.name, 'get/recent'), '', { qos: 1 }, () => {});
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

  /** A description is long, and comes again when others ask. */
  private settle(board: Board): void {
    const topic = this.topic(board.name, 'recent');
    setTimeout(() => board.isDescribed && this.client?.unsubscribe(topic), ASK_AGAIN_AFTER);
  }

  private publish(topic: string, payload: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.client!.publish(topic, payload, { qos: 1 }, (error) => {
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
      this.changeVersion();
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

  /** It did not connect, perhaps for the version: brokers of 3.1.1 refuse another one in several ways. */
  private changeVersion(): void {
    this.version = this.version === 5 ? 4 : 5;
  }

  private release(): void {
    clearTimeout(this.timer);
    clearInterval(this.asking);
    const { client } = this;
    this.client = undefined;
    client?.end(true);
    this.commands.abandon();
  }

  private topic(board: string, rest: string): string {
    return `${this.config!.prefix}/${board}/${rest}`;
  }
}

/** The password is kept by Access: for the tab, as this is. */
function kept(): string {
  try {
    return sessionStorage.getItem(USER_KEY) ?? '';
  } catch {
    return '';
  }
}

function keep(user: string): void {
  try {
    sessionStorage.setItem(USER_KEY, user);
  } catch {
    // Then it holds until the page is closed.
  }
}
