/** Lines up several channels on one time axis, as uPlot wants them. */

import type { Ring } from './ring';

/** null interrupts the line; undefined is the reading of another channel, and the line passes it by. */
export type Column = (number | null | undefined)[];

export interface Extent {
  /** Infinity while nothing is visible. */
  min: number;
  max: number;
}

/** The arrays are reused from frame to frame. */
export class Alignment {
  readonly times: number[] = [];
  readonly columns: Column[];
  readonly extents: Extent[];
  private readonly next: number[];

  constructor(private readonly rings: readonly Ring[]) {
    this.columns = rings.map(() => []);
    this.extents = rings.map(() => ({ min: Infinity, max: -Infinity }));
    this.next = rings.map(() => 0);
  }

  /** Takes the readings since `from`, and one more of each channel, so that its line comes in from the edge. */
  update(from: number): void {
    this.rings.forEach((ring, i) => {
      this.next[i] = Math.max(0, ring.indexAt(from) - 1);
      Object.assign(this.extents[i]!, { min: Infinity, max: -Infinity });
    });
    let rows = 0;
    for (let time = this.earliest(); time < Infinity; time = this.earliest()) {
      this.times[rows] = time;
      for (let i = 0; i < this.rings.length; i++) {
        this.columns[i]![rows] = this.valueAt(i, time, from);
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
    for (let i = 0; i < this.rings.length; i++) {
      const ring = this.rings[i]!;
      const next = this.next[i]!;
      if (next < ring.length) {
        time = Math.min(time, ring.time(next));
      }
    }
    return time;
  }

  private valueAt(i: number, time: number, from: number): number | null | undefined {
    const ring = this.rings[i]!;
    const next = this.next[i]!;
    if (next >= ring.length || ring.time(next) !== time) {
      return undefined;
    }
    this.next[i] = next + 1;
    const value = ring.value(next);
    if (Number.isNaN(value)) {
      return null;
    }
    if (time >= from) {
      const extent = this.extents[i]!;
      extent.min = Math.min(extent.min, value);
      extent.max = Math.max(extent.max, value);
    }
    return value;
  }
}
