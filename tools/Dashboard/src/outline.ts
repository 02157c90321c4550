/** What a line looks like on so many pixels: four values for each of their columns, however many the readings. */

import type { Series } from './series';

/** A column is drawn the same from two entries and from a thousand; a few more keep its first and last true. */
const ENTRIES_A_COLUMN = 4;

const DENSE = 1.5;

export interface Timespan {
  readonly from: number;
  readonly to: number;
}

export class Outline {
  /** Where the columns' first readings are, in pixels from the left edge. */
  xs = new Float64Array(64);
  /** A column's readings; NaN interrupts the line. */
  firsts = new Float64Array(64);
  lows = new Float64Array(64);
  highs = new Float64Array(64);
  lasts = new Float64Array(64);
  /** How many columns there are. */
  length = 0;
  /** Whether most columns hold several readings. */
  isDense = false;
  /** The width that they were made for. */
  width = 1;
  /** The lowest and the highest reading within; Infinity and -Infinity when there is none. */
  min = Infinity;
  max = -Infinity;

  /** Takes the readings of a stretch of time, and one more on each side, so that the line comes in from the edge. */
  trace(series: Series, { from, to }: Timespan, width: number): void {
    this.width = width;
    this.length = 0;
    this.min = Infinity;
    this.max = -Infinity;
    const ring = series.ring(from, to, ENTRIES_A_COLUMN * width);
    const scale = width / (to - from);
    const start = Math.max(0, ring.indexAt(from) - 1);
    const end = Math.min(ring.length, ring.indexAt(to) + 1);
    this.isDense = end - start > DENSE * width;
    let column = NaN;
    for (let i = start; i < end; i++) {
      const time = ring.time(i);
      const low = ring.low(i);
      const high = ring.high(i);
      const x = (time - from) * scale;
      if (time >= from && time <= to && low <= high) {
        this.min = Math.min(this.min, low);
        this.max = Math.max(this.max, high);
      }
      // NaN is no column, so an interruption is never added to one.
      const next = Number.isNaN(low) ? NaN : Math.floor(x);
      if (next === column) {
        this.extend(low, high);
      } else {
        this.open(x, low, high);
      }
      column = next;
    }
  }

  private open(x: number, low: number, high: number): void {
    if (this.length === this.xs.length) {
      this.grow();
    }
    const i = this.length++;
    this.xs[i] = x;
    this.firsts[i] = this.lows[i] = low;
    this.lasts[i] = this.highs[i] = high;
  }

  private extend(low: number, high: number): void {
    const i = this.length - 1;
    this.lows[i] = Math.min(this.lows[i]!, low);
    this.highs[i] = Math.max(this.highs[i]!, high);
    this.lasts[i] = high;
  }

  private grow(): void {
    this.xs = grown(this.xs);
    this.firsts = grown(this.firsts);
    this.lows = grown(this.lows);
    this.highs = grown(this.highs);
    this.lasts = grown(this.lasts);
  }
}

function grown(array: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * array.length);
  larger.set(array);
  return larger;
}
