/** The readings of a channel over days, at three resolutions: the longer the coarser. New readings are added to all. */

import { Ring } from '../ring';
import type { Past } from '../series';

/** Entries of so many seconds are kept for so many. */
export interface Level {
  readonly seconds: number;
  readonly kept: number;
  /** A power of two that holds them, and interruptions. */
  readonly capacity: number;
}

export const LEVELS: readonly Level[] = [
  { seconds: 1, kept: 2 * 3600, capacity: 8192 },
  { seconds: 10, kept: 86_400, capacity: 16_384 },
  { seconds: 60, kept: 7 * 86_400, capacity: 16_384 },
];

/** Time, low, high, mean, readings, squares. */
export const FIELDS = 6;

export class ChannelPast implements Past {
  readonly rings = LEVELS.map(({ capacity }) => new Ring(Infinity, capacity));
  /** When the newest reading was made. */
  lastTime = -Infinity;

  get firstTime(): number {
    return Math.min(...this.rings.map(({ firstTime }) => firstTime));
  }

  /**
   * Adds a reading; one that it has already is left out.
   * @param maxGap The longest time without a reading that is not an interruption.
   * @returns Whether it was new.
   */
  add(time: number, value: number, maxGap: number): boolean {
    if (time <= this.lastTime) {
      return false;
    }
    const isInterrupted = time - this.lastTime > maxGap;
    this.rings.forEach((ring, level) => {
      if (isInterrupted && ring.length) {
        ring.add((this.lastTime + time) / 2, NaN, NaN, 1, NaN, 0, true);
      }
      const { seconds } = LEVELS[level]!;
      const isApart = Math.floor(time / seconds) !== Math.floor(ring.lastTime / seconds);
      ring.add(time, value, value, 1, value, 0, isApart);
    });
    this.lastTime = time;
    return true;
  }

  /** The entries of a level from a time on, to be stored. */
  entries(level: number, from: number, to: number): Float64Array {
    const ring = this.rings[level]!;
    const [first, end] = [ring.indexAt(from), ring.indexAt(to)];
    const numbers = new Float64Array((end - first) * FIELDS);
    for (let i = first; i < end; i++) {
      numbers.set([ring.time(i), ring.low(i), ring.high(i), ring.mean(i), ring.readings(i), ring.squaresOf(i)], (i - first) * FIELDS);
    }
    return numbers;
  }

  /** Takes stored entries, in the order of their times. */
  restore(level: number, numbers: Float64Array): void {
    const ring = this.rings[level]!;
    for (let i = 0; i + FIELDS <= numbers.length; i += FIELDS) {
      const [time, low, high, mean, readings, squares] = numbers.subarray(i, i + FIELDS) as unknown as [number, number, number, number, number, number];
      if (time > ring.lastTime) {
        ring.add(time, low, high, readings, mean, squares, true);
        this.lastTime = Math.max(this.lastTime, time);
      }
    }
  }

  ring(from: number, to: number, maxEntries: number): Ring {
    const { rings } = this;
    // A level without older entries than the next one reaches as far.
    const reaches = (level: number) => rings[level]!.firstTime <= Math.max(from, this.firstTime + LEVELS[level]!.seconds);
    const found = rings.findIndex((ring, level) => reaches(level) && ring.indexAt(to) - ring.indexAt(from) <= maxEntries);
    return rings[found < 0 ? rings.length - 1 : found]!;
  }
}
