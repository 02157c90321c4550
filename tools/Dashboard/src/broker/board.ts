/** A board as it shows in its topics. Knows nothing of the broker. */

import { readPack } from '../../../Clients/JavaScript/src/pack';
import type { SenmlPack } from '../../../Clients/JavaScript/src/senml';

/** What the topics of a board that are subscribed to end with. */
export const TOPICS = ['status', 'board', 'recent', 'history', 'packs'] as const;

/** More packs than this do not wait for the description: then it does not come. */
const MAX_WAITING = 1_000;

const MODULUS = 2 ** 32;

export type BoardState =
  | 'live'
  /** Nothing has been heard of it. */
  | 'waiting'
  | 'board-away'
  | 'bridge-away'
  /** Another program's messages are on its topics, perhaps. */
  | 'unreadable';

export class Board {
  /** Whether it has described its channels since `restart`. */
  isDescribed = false;
  private isBridged: boolean | undefined;
  private isThere = true;
  private isReadable = true;
  private last: number | undefined;
  private waiting: SenmlPack[] = [];

  constructor(
    readonly name: string,
    /** What the names of its channels begin with on the page, and their groups. */
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
    return this.isReadable ? 'live' : 'unreadable';
  }

  /** The broker was away: what has come since then is missing. */
  restart(): void {
    this.isDescribed = false;
    this.waiting = [];
  }

  /** It is no longer there, nor are its channels. */
  end(): void {
    this.onPack({ baseName: `${this.name}/`, baseTime: 0, hasTime: true, sequence: undefined, records: [] }, true);
  }

  /**
   * @param topic One of TOPICS.
   * @param isRetained Whether it is from some time ago.
   */
  take(topic: string, message: Uint8Array, isRetained = false): void {
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
      this.isReadable = false;
    }
  }

  /** @returns What the board calls a channel of the page's. */
  channelOf(name: string): string {
    return name.slice(this.name.length + 1);
  }

  private read(message: Uint8Array): SenmlPack {
    const isText = message[0] === 0x5b;
    // A copy with a buffer of its own: MQTT.js's messages share one, and their slice() copies nothing.
    const bytes = new Uint8Array(message);
    const pack = readPack(isText ? new TextDecoder().decode(bytes) : bytes.buffer, Date.now() / 1000);
    this.isReadable = true;
    return this.rename(pack);
  }

  /** Boards may call themselves alike: here they are called as in their topics. */
  private rename(pack: SenmlPack): SenmlPack {
    const records = pack.records.map((record) => {
      const name = record.name.startsWith(pack.baseName) ? record.name.slice(pack.baseName.length) : record.name;
      const group = [this.group, record.description?.group].filter(Boolean).join(' · ');
      const description = group ? { ...record.description, group } : record.description;
      return { ...record, name: `${this.name}/${name}`, description };
    });
    return { ...pack, baseName: `${this.name}/`, records };
  }

  /**
   * @param isRestart Whether the board has been connected to anew: its numbers begin again.
   * @param isRetained Whether it is from some time ago: the packs since then are no loss, as they were before this page's time.
   */
  private takeFirst(pack: SenmlPack, isRestart: boolean, isRetained: boolean): void {
    if (isRestart) {
      this.waiting = [];
    }
    this.last = pack.sequence;
    this.isDescribed = true;
    this.onPack(isRetained ? { ...pack, sequence: undefined } : pack, true);
    this.waiting.splice(0).forEach((waiting) => this.takeLive(waiting));
  }

  private takeLive(pack: SenmlPack): void {
    if (!this.isDescribed) {
      this.waiting.push(pack);
      if (this.waiting.length > MAX_WAITING) {
        this.takeFirst(this.waiting.shift()!, false, false);
      }
      return;
    }
    // A broker may deliver twice, or what is in the description already.
    if (this.last !== undefined && pack.sequence !== undefined && (pack.sequence - this.last - 1 + MODULUS) % MODULUS >= MODULUS / 2) {
      return;
    }
    this.last = pack.sequence ?? this.last;
    this.onPack(pack, false);
  }
}

function isOnline(message: Uint8Array): boolean | undefined {
  const text = new TextDecoder().decode(message);
  return text === 'online' ? true : text === 'offline' ? false : undefined;
}
