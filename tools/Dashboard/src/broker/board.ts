/** A board, from the messages on its topics. Independent of the broker. */

import { readPack } from '../../../Clients/JavaScript/src/pack';
import type { SenmlPack } from '../../../Clients/JavaScript/src/senml';
import { BoardDescription } from './description';
import { rename } from './rename';

/** The last parts of the topics of a board that are subscribed to. */
export const TOPICS = ['status', 'board', 'recent', 'history', 'packs'] as const;

/** How many packs wait for the description; with more, it is taken for missing. */
const MAX_WAITING = 1_000;

/** In bytes. A bridge sends no more than 64 KB; a far longer message is not a bridge's, and is not read. */
const MAX_MESSAGE = 262_144;

/** In milliseconds: how long a message that cannot be read is reported. */
const SHOWN_FOR = 10_000;

export type BoardState =
  | 'live'
  /** No message has come. */
  | 'waiting'
  | 'board-away'
  | 'bridge-away'
  /** Another program may publish on its topics. */
  | 'unreadable'
  /** The same, besides readable messages. */
  | 'disturbed';

export class Board {
  /** How often the description has been requested since `restart`. */
  requests = 0;
  private isBridged: boolean | undefined;
  private isThere = true;
  private readAt = -Infinity;
  private unreadableAt = -Infinity;
  private description: BoardDescription | undefined;
  /** Channels for which another description was requested. */
  private readonly requested = new Set<string>();
  private waiting: SenmlPack[] = [];

  constructor(
    readonly name: string,
    /** The prefixes of its channels' names on the page, and of their groups. */
    private readonly group: string,
    private readonly onPack: (pack: SenmlPack, isFirst: boolean) => void,
  ) {}

  get state(): BoardState {
    if (this.isBridged === undefined) {
      return 'waiting';
    }
    if (!this.isBridged) {
      return this.isThere ? 'bridge-away' : 'board-away';
    }
    if (this.unreadableAt > this.readAt && !this.isDescribed) {
      return 'unreadable';
    }
    return performance.now() - this.unreadableAt < SHOWN_FOR ? 'disturbed' : 'live';
  }

  /** Whether it has described its channels since `restart`. */
  get isDescribed(): boolean {
    return this.description !== undefined;
  }

  /** Whether a new description is needed. */
  get isDoubtful(): boolean {
    return this.description?.isDoubtful ?? false;
  }

  /** The broker was offline: messages of that time are missing. */
  restart(): void {
    this.description = undefined;
    this.requests = 0;
    this.waiting = [];
  }

  /** The description does not come: the bridge may be too old for it, or the broker may not forward it. The readings are shown without it. */
  doWithout(): void {
    const oldest = this.waiting.shift();
    if (oldest) {
      this.takeFirst(oldest, false, false);
    }
  }

  /** The board was removed, and its channels with it. */
  end(): void {
    this.onPack({ baseName: `${this.name}/`, baseTime: 0, hasTime: true, sequence: undefined, records: [] }, true);
  }

  /**
   * @param topic One of TOPICS.
   * @param isRetained Whether the message is an old one.
   */
  take(topic: string, message: Uint8Array, isRetained = false): void {
    if (!message.length) {
      // An empty message deletes a retained one.
      return;
    }
    try {
      switch (topic) {
        case 'status':
          this.isBridged = isOnline(message) ?? this.isBridged;
          break;
        case 'board':
          this.isThere = isOnline(message) ?? this.isThere;
          break;
        case 'packs':
          this.takeLive(this.read(message));
          break;
        default:
          this.takeFirst(this.read(message), topic === 'history', isRetained);
      }
    } catch {
      this.unreadableAt = performance.now();
    }
  }

  /** @returns The board's name for a channel of the page. */
  channelOf(name: string): string {
    return name.slice(this.name.length + 1);
  }

  private read(message: Uint8Array): SenmlPack {
    if (message.length > MAX_MESSAGE) {
      throw new RangeError();
    }
    const isText = message[0] === 0x5b;
    // A copy with a buffer of its own: MQTT.js's messages share one, and their slice() copies nothing.
    const bytes = new Uint8Array(message);
    const pack = readPack(isText ? new TextDecoder().decode(bytes) : bytes.buffer, Date.now() / 1000);
    this.readAt = performance.now();
    return pack;
  }

  /**
   * @param isRestart Whether the board has a new connection: its numbers begin again.
   * @param isRetained Whether it is an old one: the packs since then are not missing, as they were sent before the page was opened, or have
   * come.
   */
  private takeFirst(pack: SenmlPack, isRestart: boolean, isRetained: boolean): void {
    if (isRestart) {
      this.waiting = [];
      this.requested.clear();
    }
    const sequence = isRetained ? this.description?.newestSince(pack) : pack.sequence;
    this.description = new BoardDescription(pack, this.requested, sequence);
    this.onPack({ ...this.rename(pack, true), sequence }, true);
    this.waiting.splice(0).forEach((waiting) => this.takeLive(waiting));
  }

  private takeLive(pack: SenmlPack): void {
    if (this.description && !this.description.hasUnitsOf(pack)) {
      this.restart();
    }
    if (!this.description) {
      this.waiting.push(pack);
      if (this.waiting.length > MAX_WAITING) {
        this.doWithout();
      }
      return;
    }
    if (this.description.accept(pack)) {
      this.onPack(this.rename(pack, false), false);
    }
  }

  private rename(pack: SenmlPack, isFirst: boolean): SenmlPack {
    return rename(pack, this.name, this.group, isFirst);
  }
}

function isOnline(message: Uint8Array): boolean | undefined {
  const text = new TextDecoder().decode(message);
  return text === 'online' ? true : text === 'offline' ? false : undefined;
}
