/**
 * Keeps the received readings in the browser for a week, and restores them when the page is opened again.
 *
 * A block has the entries of one channel and one level (see past.ts) in a span of time. Changed blocks are written from time
 * to time, blocks that are older than their level are deleted. A channel takes at most 2 MB.
 */

import type { Page } from '../main';
import type { Channel, Value } from '../store';
import { ChannelPast, LEVELS } from './past';

const BLOCKS = 'blocks';

/** How many entries a block has. */
const BLOCK = 512;

/** In milliseconds. Readings after the last write are lost if the browser is killed. */
const KEEP_EVERY = 10_000;

interface Block {
  readonly channel: string;
  readonly level: number;
  /** Counts the blocks of a level from 1970. */
  readonly place: number;
  /** When the last of its entries may be deleted, in seconds since 1970. */
  readonly until: number;
  readonly entries: Float64Array;
}

export class History {
  private readonly pasts = new Map<Channel, ChannelPast>();
  /** The reads in progress of the channels. */
  private readonly pending = new Map<Channel, Promise<Block[]>>();
  /** Up to when each level of a channel has been written. */
  private readonly written = new Map<ChannelPast, number[]>();

  private constructor(
    private readonly page: Page,
    private readonly database: IDBDatabase,
  ) {}

  /** @returns Undefined in a browser without storage. */
  static async open(page: Page): Promise<History | undefined> {
    const database = await openDatabase(page.storageKey).catch(() => undefined);
    if (!database) {
      return undefined;
    }
    const history = new History(page, database);
    page.onReading.push((channel, time, value) => void history.take(channel, time, value));
    await Promise.all([...page.store.channels.values()].map((channel) => history.restore(channel)));
    setInterval(() => void history.keep(), KEEP_EVERY);
    addEventListener('pagehide', () => void history.keep());
    document.addEventListener('visibilitychange', () => document.hidden && void history.keep());
    void history.deleteOld();
    return history;
  }

  /** Deletes all blocks. */
  async forget(): Promise<void> {
    this.written.clear();
    this.pasts.forEach((_, channel) => (channel.series.past = undefined));
    this.pasts.clear();
    await done(this.database.transaction(BLOCKS, 'readwrite').objectStore(BLOCKS).clear());
    this.page.view.refresh();
  }

  /** Writes the blocks that have changed. */
  async keep(): Promise<void> {
    const store = this.database.transaction(BLOCKS, 'readwrite').objectStore(BLOCKS);
    for (const [{ name }, past] of this.pasts) {
      const written = this.written.get(past) ?? LEVELS.map(() => -Infinity);
      LEVELS.forEach(({ seconds, kept }, level) => {
        const ring = past.rings[level]!;
        const length = seconds * BLOCK;
        if (!ring.length || ring.lastTime < written[level]!) {
          return;
        }
        const first = Math.floor(Math.max(ring.firstTime, written[level]!) / length);
        const last = Math.floor(ring.lastTime / length);
        for (let place = first; place <= last; place++) {
          const entries = past.entries(level, place * length, (place + 1) * length);
          if (entries.length) {
            store.put({ channel: name, level, place, until: (place + 1) * length + kept, entries } satisfies Block);
          }
        }
        written[level] = ring.lastTime;
      });
      this.written.set(past, written);
    }
    await new Promise((resolve) => {
      store.transaction.oncomplete = store.transaction.onabort = resolve;
    });
  }

  private async take(channel: Channel, time: number, value: Value): Promise<void> {
    if (this.page.isReplaying) {
      return;
    }
    const past = this.pasts.get(channel);
    if (past && typeof value !== 'string') {
      // The sender's clock was set back: the earlier readings stay in the past of that clock.
      past.add(time, Number(value), channel.maxGap);
    } else if (!past && channel.kind !== 'text') {
      await this.restore(channel);
    }
  }

  /** Restores the readings of a channel, and adds those that have come since. */
  private async restore(channel: Channel): Promise<void> {
    if (this.pasts.has(channel) || channel.kind === 'text') {
      return;
    }
    const past = new ChannelPast();
    const pending = this.pending.get(channel) ?? this.read(channel.name);
    this.pending.set(channel, pending);
    const blocks = await pending;
    if (this.pasts.has(channel)) {
      return;
    }
    for (const { level, entries } of blocks) {
      past.restore(level, entries);
    }
    const { newest } = channel.series;
    for (let i = 0; i < newest.length; i++) {
      if (!Number.isNaN(newest.low(i))) {
        past.add(newest.time(i), newest.low(i), channel.maxGap);
      }
    }
    this.pasts.set(channel, past);
    channel.series.past = past;
    this.page.view.refresh();
  }

  private async read(channel: string): Promise<Block[]> {
    const store = this.database.transaction(BLOCKS).objectStore(BLOCKS);
    // In the order of the key: level by level, block by block.
    return done(store.getAll(IDBKeyRange.bound([channel], [channel, []])) as IDBRequest<Block[]>);
  }

  private async deleteOld(): Promise<void> {
    const index = this.database.transaction(BLOCKS, 'readwrite').objectStore(BLOCKS).index('until');
    const request = index.openCursor(IDBKeyRange.upperBound(Date.now() / 1000));
    request.onsuccess = () => {
      const cursor = request.result;
      if (cursor) {
        cursor.delete();
        cursor.continue();
      }
    };
  }
}

function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    const store = request.result.createObjectStore(BLOCKS, { keyPath: ['channel', 'level', 'place'] });
    store.createIndex('until', 'until');
  };
  return done(request);
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
