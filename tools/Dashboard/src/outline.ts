/** What a line looks like on so many pixels: the lowest and the highest of each, however many the readings. */

import type { Series } from './series';

/** More entries to a pixel would change nothing. */
const ENTRIES_A_PIXEL = 4;

/** Where in its pixel the one extreme is drawn, and where the other. */
const FIRST_PLACE = 0.25;
const SECOND_PLACE = 0.75;

export interface Timespan {
  readonly from: number;
  readonly to: number;
}

export class Outline {
  times = new Float64Array(64);
  /** NaN interrupts the line. */
  values = new Float64Array(64);
  length = 0;
  /** The lowest and the highest reading within; Infinity and -Infinity when there is none. */
  min = Infinity;
  max = -Infinity;
  /** The lowest reading above zero. */
  leastPositive = Infinity;

  private pixel = NaN;
  private time = 0;
  private first = 0;
  private low = 0;
  private high = 0;
  private last = 0;
  private isSingle = true;

  /**
   * Takes the readings of a stretch of time, and one more on each side, so that the line comes in from the edge.
   * Pixels are counted from 1970, not from the edge: a line that moves on keeps its shape.
   */
  trace(series: Pick<Series, 'ring'>, { from, to }: Timespan, width: number): void {
    this.length = 0;
    this.min = Infinity;
    this.max = -Infinity;
    this.leastPositive = Infinity;
    this.pixel = NaN;
    const ring = series.ring(from, to, ENTRIES_A_PIXEL * width);
    const duration = (to - from) / width;
    const start = Math.max(0, ring.indexAt(from) - 1);
    const end = Math.min(ring.length, ring.indexAt(to) + 1);
    for (let i = start; i < end; i++) {
      const time = ring.time(i);
      const low = ring.low(i);
      const high = ring.high(i);
      if (time >= from && time <= to && low <= high) {
        this.min = Math.min(this.min, low);
        this.max = Math.max(this.max, high);
        if (high > 0) {
          this.leastPositive = Math.min(this.leastPositive, low > 0 ? low : high);
        }
      }
      this.take(Math.floor(time / duration), duration, time, low, high);
    }
    this.finishPixel(duration);
  }

  private take(pixel: number, duration: number, time: number, low: number, high: number): void {
    if (pixel === this.pixel && !Number.isNaN(low)) {
      this.low = Math.min(this.low, low);
      this.high = Math.max(this.high, high);
      this.last = high;
      this.isSingle = false;
      return;
    }
    this.finishPixel(duration);
    if (Number.isNaN(low)) {
      this.point(time, NaN);
      this.pixel = NaN;
      return;
    }
    this.pixel = pixel;
    this.time = time;
    this.first = this.low = low;
    this.last = this.high = high;
    this.isSingle = low === high;
  }

  private finishPixel(duration: number): void {
    if (Number.isNaN(this.pixel)) {
      return;
    }
    if (this.isSingle) {
      this.point(this.time, this.low);
      return;
    }
    const isRising = this.last >= this.first;
    this.point((this.pixel + FIRST_PLACE) * duration, isRising ? this.low : this.high);
    this.point((this.pixel + SECOND_PLACE) * duration, isRising ? this.high : this.low);
  }

  private point(time: number, value: number): void {
    if (this.length === this.times.length) {
      this.times = grown(this.times);
      this.values = grown(this.values);
    }
    this.times[this.length] = time;
    this.values[this.length++] = value;
  }
}

function grown(array: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * array.length);
  larger.set(array);
  return larger;
}
