/**
 * The readings of a channel over an hour and more, in bounded memory: the newest as they are, and longer spans at
 * lower resolutions, which keep the lowest and the highest of several readings.
 */

import { CAPACITY, Ring, type Stretch } from './ring';

/** How many entries of a ring make one of the next. */
const FACTOR = 4;

/** The longest span that a chart can show, in seconds. */
const KEPT = 3600;

/** With these an hour of 4,000 readings a second fits; faster channels are kept for a shorter time. */
const MAX_RINGS = 7;

/** The maximum memory of a channel: readings of 16 bytes, and coarser entries of 40. */
export const MAX_BYTES = CAPACITY * (16 + (MAX_RINGS - 1) * 40);

/** Readings from before those of a series. */
export interface Past {
  readonly firstTime: number;
  /** The time of its newest reading. */
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
   * Adds a reading. A reading replaces all that are newer than it: the sender's clock was set back, and they belong to
   * a future that has not come.
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
   * The entries of a span of time: of the past, which may be none, and of the readings since. Each is read from the finest ring
   * that reaches back so far and has no more entries in the span than requested.
   */
  stretches(from: number, to: number, maxEntries: number): [old: Stretch, since: Stretch] {
    const { past } = this;
    const begin = this.coarsest.firstTime;
    if (!past || from >= begin || past.firstTime >= begin) {
      const since = this.ring(from, to, maxEntries).stretch(from, to);
      return [{ ...since, end: since.first }, since];
    }
    const old = past.ring(from, to, maxEntries).stretch(from, to);
    // The past has the new readings too. Its entries are used up to the first one whose readings are all in this series.
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
