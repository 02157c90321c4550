/** Recognizes the readings of a first pack that were reported on an earlier connection. */

import type { Value } from './actuation.js';
import type { SenmlPack, SenmlRecord } from './senml.js';

/** The interval in which something happened, in seconds of the monotonic clock. */
export interface Timespan {
  readonly earliest: number;
  readonly latest: number;
}

/** How many readings in a row are compared by value. */
const COMPARED = 8;

/** The values that are kept before the oldest are dropped. */
const KEPT = 64;

/** Time stamps that are closer than this are the same, in seconds: it is finer than any board's clock. */
const SAME = 0.000_5;

/** A board corrects its clock by less than this at once, in seconds. */
const CORRECTION = 1;

/**
 * The reported readings of one channel. The time stamp alone does not identify a reading: a board without time of day sends a reading's age,
 * so the stamp depends on the latency of the pack, and a board that corrects its clock shifts the stamps of its history.
 */
export class ReportedReadings {
  private values: Value[] = [];
  /** When the newest was made: its stamp, and the latest possible time. */
  private stamp = -Infinity;
  private latest = -Infinity;
  private hasTime = false;

  add(value: Value, time: number, pack: SenmlPack, made: Timespan): void {
    this.values.push(value);
    if (this.values.length > KEPT) {
      this.values = this.values.slice(-COMPARED);
    }
    this.stamp = time;
    this.latest = made.latest + time - pack.baseTime;
    this.hasTime = pack.hasTime;
  }

  /**
   * @param history This channel's readings in a first pack, oldest first.
   * @param pack The first pack.
   * @param made When it was made.
   * @returns How many of them were reported before; those after them are new.
   */
  countIn(history: readonly SenmlRecord[], pack: SenmlPack, made: Timespan): number {
    return this.hasTime && pack.hasTime
      ? this.countByStamp(history)
      : this.countByAge(history.map((record) => ({ value: record.value, time: made.earliest + record.time - pack.baseTime })));
  }

  private countByStamp(history: readonly SenmlRecord[]): number {
    let best = history.findIndex(({ time }) => Math.abs(time - this.stamp) < SAME);
    if (best < 0) {
      let shift = CORRECTION;
      history.forEach(({ time }, i) => {
        if (Math.abs(time - this.stamp) < shift && this.endsAt(history, i)) {
          shift = Math.abs(time - this.stamp);
          best = i;
        }
      });
    }
    return best < 0 ? countUntil(history, this.stamp) : best + 1;
  }

  /** @param history Readings with the earliest time at which each can have been made: one that is certainly later than all reported ones is new. */
  private countByAge(history: readonly Pick<SenmlRecord, 'value' | 'time'>[]): number {
    const possible = countUntil(history, this.latest);
    for (let i = possible - 1; i >= 0; i--) {
      if (this.endsAt(history, i)) {
        return i + 1;
      }
    }
    return possible;
  }

  /** Whether the newest reported readings have the same values as those of the history up to an index. */
  private endsAt(history: readonly Pick<SenmlRecord, 'value'>[], index: number): boolean {
    const count = Math.min(COMPARED, index + 1, this.values.length);
    for (let i = 0; i < count; i++) {
      if (history[index - i]!.value !== this.values[this.values.length - 1 - i]) {
        return false;
      }
    }
    return count > 0;
  }
}

function countUntil(history: readonly Pick<SenmlRecord, 'time'>[], time: number): number {
  const after = history.findIndex((record) => record.time > time);
  return after < 0 ? history.length : after;
}
