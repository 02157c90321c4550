/** Aligns several outlines on one time axis, as uPlot needs them. */

import type { Outline } from './outline';

/** null interrupts the line; undefined is a point of another line, which this one skips. */
export type Column = (number | null | undefined)[];

/** The arrays are reused from frame to frame. */
export class Alignment {
  readonly times: number[] = [];
  readonly columns: Column[];
  private readonly next: number[];

  constructor(
    private readonly outlines: readonly Outline[],
    /** Where a value is drawn; undefined interrupts the line. */
    private readonly place: (value: number, outline: number) => number | undefined = (value) => value,
  ) {
    this.columns = outlines.map(() => []);
    this.next = outlines.map(() => 0);
  }

  update(): void {
    this.next.fill(0);
    let rows = 0;
    for (let time = this.earliest(); time < Infinity; time = this.earliest()) {
      this.times[rows] = time;
      for (let i = 0; i < this.outlines.length; i++) {
        this.columns[i]![rows] = this.valueAt(i, time);
      }
      rows++;
    }
    this.times.length = rows;
    for (const column of this.columns) {
      column.length = rows;
    }
  }

  private earliest(): number {
    let time = Infinity;
    for (let i = 0; i < this.outlines.length; i++) {
      const { times, length } = this.outlines[i]!;
      const next = this.next[i]!;
      if (next < length) {
        time = Math.min(time, times[next]!);
      }
    }
    return time;
  }

  private valueAt(i: number, time: number): number | null | undefined {
    const { times, values, length } = this.outlines[i]!;
    const next = this.next[i]!;
    if (next >= length || times[next] !== time) {
      return undefined;
    }
    this.next[i] = next + 1;
    const value = values[next]!;
    return Number.isNaN(value) ? null : (this.place(value, i) ?? null);
  }
}
