/** A bounded series of extremes in ascending time: one entry stands for one reading, or for several. */

/** The maximum number of entries of a ring, unless it is made for more. */
export const CAPACITY = 4096;

/** The initial capacity: most channels are slow, and most pages are open for minutes. */
const FIRST_ROOM = 256;

/** Entries of a ring, from the index `first` to before `end`. */
export interface Stretch {
  readonly ring: Ring;
  readonly first: number;
  readonly end: number;
}

export class Ring {
  private mask = 0;
  private times = new Float64Array();
  private lows = this.times;
  private highs = this.times;
  private means = this.times;
  /** The squared distances from the mean, added up. */
  private squares: Float32Array | undefined;
  private counts: Float32Array | undefined;
  private start = 0;
  private count = 0;
  /** How many readings the newest entry holds. */
  private filled = 0;
  private hasDropped = false;

  /**
   * @param size How many readings an entry holds.
   * @param capacity A power of two, so that a place in the ring is found with a mask.
   */
  constructor(
    readonly size: number,
    private readonly capacity = CAPACITY,
  ) {
    this.makeRoom(Math.min(FIRST_ROOM, capacity));
  }

  get length(): number {
    return this.count;
  }

  get isFull(): boolean {
    return this.count === this.capacity;
  }

  /** When the entry begins. */
  time(index: number): number {
    return this.times[(this.start + index) & this.mask]!;
  }

  /** NaN where the line is interrupted. */
  low(index: number): number {
    return this.lows[(this.start + index) & this.mask]!;
  }

  high(index: number): number {
    return this.highs[(this.start + index) & this.mask]!;
  }

  mean(index: number): number {
    return this.means[(this.start + index) & this.mask]!;
  }

  /** The squared distances of the entry's readings from their mean, added up. */
  squaresOf(index: number): number {
    return this.squares?.[(this.start + index) & this.mask] ?? 0;
  }

  /** How many readings the entry holds. */
  readings(index: number): number {
    return this.counts?.[(this.start + index) & this.mask] ?? 1;
  }

  get firstTime(): number {
    return this.count ? this.time(0) : Infinity;
  }

  get lastTime(): number {
    return this.count ? this.time(this.count - 1) : -Infinity;
  }

  /** Whether nothing since `time` was dropped. */
  reaches(time: number): boolean {
    return !this.hasDropped || this.firstTime <= time;
  }

  /** The index of the first entry that does not begin before `time`; `length` when all do. */
  indexAt(time: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.time(middle) < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The entries that begin at `from` or later, and at `to` or before. */
  stretch(from: number, to: number): Stretch {
    const end = this.indexAt(to);
    return { ring: this, first: this.indexAt(from), end: end < this.count && this.time(end) === to ? end + 1 : end };
  }

  /** The index of the entry next to `time`. The ring must not be empty. */
  nearest(time: number): number {
    const after = Math.min(this.indexAt(time), this.count - 1);
    const before = Math.max(0, after - 1);
    return time - this.time(before) < this.time(after) - time ? before : after;
  }

  /**
   * Adds readings that are newer than all others: to the newest entry while it has room, else to a new one, for
   * which the oldest is dropped.
   * @param readings How many; low to squares are theirs.
   * @param isApart Whether they make an entry of their own, however few they are.
   */
  add(time: number, low: number, high: number, readings: number, mean = low, squares = 0, isApart = false): void {
    const newest = (this.start + this.count - 1) & this.mask;
    // An interruption is an entry of its own.
    if (this.count && !isApart && this.filled + readings <= this.size && !Number.isNaN(low) && !Number.isNaN(this.lows[newest])) {
      this.filled += readings;
      this.lows[newest] = Math.min(this.lows[newest]!, low);
      this.highs[newest] = Math.max(this.highs[newest]!, high);
      this.merge(newest, readings, mean, squares);
      return;
    }
    if (this.isFull) {
      this.start = (this.start + 1) & this.mask;
      this.count--;
      this.hasDropped = true;
    } else if (this.count > this.mask) {
      this.makeRoom(2 * this.count);
    }
    const place = (this.start + this.count++) & this.mask;
    this.times[place] = time;
    this.lows[place] = low;
    this.highs[place] = high;
    this.means[place] = mean;
    if (this.squares && this.counts) {
      this.squares[place] = squares;
      this.counts[place] = readings;
    }
    this.filled = readings;
  }

  /** Forgets what begins at `time` or later. */
  cut(time: number): void {
    this.count = this.indexAt(time);
    this.filled = this.size;
  }

  /** Until the ring is full, its entries begin at 0. */
  private makeRoom(entries: number): void {
    const isExact = this.size === 1;
    const wider = <T extends Float32Array | Float64Array>(made: T, before: T | undefined) => {
      made.set(before ?? []);
      return made;
    };
    this.mask = entries - 1;
    this.times = wider(new Float64Array(entries), this.times);
    this.lows = wider(new Float64Array(entries), this.lows);
    this.highs = isExact ? this.lows : wider(new Float64Array(entries), this.highs);
    this.means = isExact ? this.lows : wider(new Float64Array(entries), this.means);
    this.squares = isExact ? undefined : wider(new Float32Array(entries), this.squares);
    this.counts = isExact ? undefined : wider(new Float32Array(entries), this.counts);
  }

  /** Mean and squares of two groups of readings together (Chan, Golub and LeVeque). */
  private merge(place: number, readings: number, mean: number, squares: number): void {
    if (this.squares && this.counts) {
      const before = this.counts[place]!;
      const all = before + readings;
      const distance = mean - this.means[place]!;
      this.means[place]! += (distance * readings) / all;
      this.squares[place]! += squares + (distance * distance * before * readings) / all;
      this.counts[place] = all;
    }
  }
}
