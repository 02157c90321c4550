/** A line on so many pixels: the lowest and the highest value of each, however many readings there are. */

import type { Ring } from './ring';
import type { Series } from './series';

/** More entries to a pixel would change nothing. */
const ENTRIES_A_PIXEL = 4;

/** The positions of the two extremes within a pixel. */
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
  /** The lowest and the highest reading within; Infinity and -Infinity if there is none. */
  min = Infinity;
  max = -Infinity;
  /** The lowest reading above zero. */
  minPositive = Infinity;

  private pixel = NaN;
  private time = 0;
  private first = 0;
  private low = 0;
  private high = 0;
  private last = 0;
  private isSingle = true;

  /**
   * Takes the readings of a span of time, and one more on each side, so that the line starts at the edge.
   * Pixels are counted from 1970, not from the edge: a line keeps its shape when time advances.
   */
  trace(series: Pick<Series, 'stretches'>, span: Timespan, width: number): void {
    this.length = 0;
    this.min = Infinity;
    this.max = -Infinity;
    this.minPositive = Infinity;
    this.pixel = NaN;
    const duration = (span.to - span.from) / width;
    const [old, since] = series.stretches(span.from, span.to, ENTRIES_A_PIXEL * width);
    this.takeStretch(old.ring, old.first - 1, old.end, span, duration);
    this.takeStretch(since.ring, since.first, since.end + 1, span, duration);
    this.finishPixel(duration);
  }

  private takeStretch(ring: Ring, first: number, end: number, span: Timespan, duration: number): void {
    for (let entry = Math.max(0, first); entry < Math.min(ring.length, end); entry++) {
      this.takeEntry(ring, entry, span, duration);
    }
  }

  /** An entry of several readings is a band from its lowest to its highest, until the next: a line between them would be invented. */
  private takeEntry(ring: Ring, entry: number, { from, to }: Timespan, duration: number): void {
    const time = ring.time(entry);
    const low = ring.low(entry);
    const high = ring.high(entry);
    if (time >= from && time <= to && low <= high) {
      this.min = Math.min(this.min, low);
      this.max = Math.max(this.max, high);
      if (high > 0) {
        this.minPositive = Math.min(this.minPositive, low > 0 ? low : high);
      }
    }
    let pixel = Math.floor(time / duration);
    this.take(pixel, duration, time, low, high);
    if (low < high && entry + 1 < ring.length && !Number.isNaN(ring.low(entry + 1))) {
      const end = Math.floor(Math.min(ring.time(entry + 1), to) / duration);
      for (pixel = Math.max(pixel, Math.floor(from / duration) - 1); ++pixel < end; ) {
        this.take(pixel, duration, pixel * duration, low, high);
      }
    }
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
