/** Statistics of the readings in a span of time. */

import type { Timespan } from './outline';
import type { Series } from './series';

/** With more entries than these the shown digits would not change. */
const ENTRIES = 4096;

export class Statistics {
  min = Infinity;
  max = -Infinity;
  mean = NaN;
  count = 0;
  private squares = 0;

  /** Of all readings, not of a sample of them; NaN when there is none. */
  get deviation(): number {
    return this.count ? Math.sqrt(Math.max(0, this.squares) / this.count) : NaN;
  }

  /** Takes the readings from `from` to `to`, both included. */
  take(series: Pick<Series, 'stretches'>, { from, to }: Timespan): void {
    this.min = Infinity;
    this.max = -Infinity;
    this.mean = NaN;
    this.count = this.squares = 0;
    for (const { ring, first, end } of series.stretches(from, to, ENTRIES)) {
      for (let i = first; i < end; i++) {
        const low = ring.low(i);
        if (!Number.isNaN(low)) {
          this.min = Math.min(this.min, low);
          this.max = Math.max(this.max, ring.high(i));
          this.add(ring.readings(i), ring.mean(i), ring.squaresOf(i));
        }
      }
    }
  }

  private add(readings: number, mean: number, squares: number): void {
    const before = this.count;
    this.count += readings;
    const distance = before ? mean - this.mean : 0;
    this.mean = before ? this.mean + (distance * readings) / this.count : mean;
    this.squares += squares + (distance * distance * before * readings) / this.count;
  }
}
