/**
 * The readings of a channel over an hour and more, in bounded memory: the newest as they are, and beside them ever
 * coarser pictures of ever longer stretches, which keep the lowest and the highest of several readings.
 */

import { CAPACITY, Ring, type Stretch } from './ring';

/** How many entries of a ring make one of the next. */
const FACTOR = 4;

/** What a chart can show of the past at most, in seconds. */
const KEPT = 3600;

/** With these an hour of 4,000 readings a second fits; what is faster is kept for a shorter time. */
const MAX_RINGS = 7;

/** The most a channel takes: readings of 16 bytes, and coarser entries of 40. */
export const MAX_BYTES = CAPACITY * (16 + (MAX_RINGS - 1) * 40);

/** What is known of a time before all that a series has. */
export interface Past {
  readonly firstTime: number;
  /** When the newest reading was made that it has. */
  readonly lastTime: number;
  ring(from: number, to: number, maxEntries: number): Ring;
}

export class Series {
  past: Past | undefined;
  private readonly rings = [new Ring(1)];

  get length(): number {
    return this.newest.length;
  }

  /** The newest readings as they are. */
  get newest(): Ring {
    return this.rings[0]!;
  }

  get firstTime(): number {
    return Math.min(this.coarsest.firstTime, this.past?.firstTime ?? Infinity);
  }

  get lastTime(): number {
    return this.newest.lastTime;
  }

  /**
   * Adds a reading. One that is older than what is there replaces it: the sender's clock was set back, and what it
   * said before belongs to a future that has not come.
   * @param value NaN interrupts the line.
   */
  push(time: number, value: number): void {
    if (time <= this.lastTime) {
      this.rings.forEach((ring) => ring.cut(time));
    }
    for (const ring of this.rings) {
      ring.add(time, value, value, 1);
    }
    const { coarsest } = this;
    if (coarsest.isFull && coarsest.lastTime - coarsest.firstTime < KEPT && this.rings.length < MAX_RINGS) {
      this.rings.push(coarser(coarsest));
    }
  }

  /**
   * What is known of a stretch of time: of the past, which may be nothing, and of what has come since. Each is read from the finest ring
   * that reaches back so far and has not more entries in it than asked for.
   */
  stretches(from: number, to: number, maxEntries: number): [old: Stretch, since: Stretch] {
    const { past } = this;
    const begin = this.coarsest.firstTime;
    if (!past || from >= begin || past.firstTime >= begin) {
      const since = this.ring(from, to, maxEntries).stretch(from, to);
      return [{ ...since, end: since.first }, since];
    }
    const old = past.ring(from, to, maxEntries).stretch(from, to);
    // The past knows what comes, too. Its entries count until one begins that has only readings which are here one by one.
    const next = old.ring.indexAt(begin);
    const turn = next < old.ring.length ? old.ring.time(next) : past.lastTime < begin ? begin : Infinity;
    return [{ ...old, end: Math.min(old.end, next) }, this.ring(turn, to, maxEntries).stretch(turn, to)];
  }

  private ring(from: number, to: number, maxEntries: number): Ring {
    return (
      this.rings.find((ring) => ring.reaches(from) && ring.indexAt(to) - ring.indexAt(from) <= maxEntries) ?? this.coarsest
    );
  }

  private get coarsest(): Ring {
    return this.rings[this.rings.length - 1]!;
  }
}

function coarser(ring: Ring): Ring {
  const made = new Ring(ring.size * FACTOR);
  for (let i = 0; i < ring.length; i++) {
    made.add(ring.time(i), ring.low(i), ring.high(i), ring.readings(i), ring.mean(i), ring.squaresOf(i));
  }
  return made;
}
