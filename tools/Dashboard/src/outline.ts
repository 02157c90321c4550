/** What a line looks like on so many pixels: at most four points for each of their columns, however many the readings. */

import type { Series } from './series';

/** A column is drawn the same from two entries and from a thousand; a few more keep its first and last true. */
const ENTRIES_A_COLUMN = 4;

export interface Timespan {
  readonly from: number;
  readonly to: number;
}

export class Outline {
  /** Where the points are, in pixels from the left edge. */
  xs = new Float64Array(64);
  /** Their values; NaN interrupts the line. */
  values = new Float64Array(64);
  length = 0;
  /** The width that they were made for. */
  width = 1;
  /** The lowest and the highest reading within; Infinity and -Infinity when there is none. */
  min = Infinity;
  max = -Infinity;

  private column = NaN;
  private firstX = 0;
  private lastX = 0;
  private first = 0;
  private last = 0;
  private low = 0;
  private high = 0;
  private isSingle = true;

  /** Takes the readings of a stretch of time, and one more on each side, so that the line comes in from the edge. */
  trace(series: Series, { from, to }: Timespan, width: number): void {
    this.width = width;
    this.length = 0;
    this.min = Infinity;
    this.max = -Infinity;
    this.column = NaN;
    const ring = series.ring(from, to, ENTRIES_A_COLUMN * width);
    const scale = width / (to - from);
    const start = Math.max(0, ring.indexAt(from) - 1);
    const end = Math.min(ring.length, ring.indexAt(to) + 1);
    for (let i = start; i < end; i++) {
      const time = ring.time(i);
      const low = ring.low(i);
      const high = ring.high(i);
      if (time >= from && time <= to && low <= high) {
        this.min = Math.min(this.min, low);
        this.max = Math.max(this.max, high);
      }
      this.take((time - from) * scale, low, high);
    }
    this.finishColumn();
  }

  private take(x: number, low: number, high: number): void {
    const column = Math.floor(x);
    if (column === this.column && !Number.isNaN(low)) {
      this.low = Math.min(this.low, low);
      this.high = Math.max(this.high, high);
      this.last = high;
      this.lastX = x;
      this.isSingle = false;
      return;
    }
    this.finishColumn();
    if (Number.isNaN(low)) {
      this.point(x, NaN);
      this.column = NaN;
      return;
    }
    this.column = column;
    this.firstX = this.lastX = x;
    this.first = this.low = low;
    this.last = this.high = high;
    this.isSingle = low === high;
  }

  private finishColumn(): void {
    if (Number.isNaN(this.column)) {
      return;
    }
    this.point(this.firstX, this.first);
    if (!this.isSingle) {
      const isRising = this.last >= this.first;
      this.point(this.lastX, isRising ? this.low : this.high);
      this.point(this.lastX, isRising ? this.high : this.low);
      this.point(this.lastX, this.last);
    }
  }

  private point(x: number, value: number): void {
    if (this.length === this.xs.length) {
      this.xs = grown(this.xs);
      this.values = grown(this.values);
    }
    this.xs[this.length] = x;
    this.values[this.length++] = value;
  }
}

function grown(array: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * array.length);
  larger.set(array);
  return larger;
}
