/** Channels that are on or off: a lane for each, filled while it is on. */

import uPlot from 'uplot';
import type { Contents } from './chart';
import type { Channel } from './store';
import type { Theme } from './theme';
import type { TooltipRow } from './tooltip';

/** How high a lane is, in pixels, and which share of that its bar. */
export const LANE_HEIGHT = 34;
const BAR = 0.5;

const CHARACTER = 7;

export class Lanes implements Contents {
  readonly series: uPlot.Series[];
  readonly axis: uPlot.Axis;
  readonly lineWidth = 1;

  constructor(
    private readonly channels: readonly Channel[],
    theme: Theme,
  ) {
    this.series = channels.map(({ colour }, i) => ({
      stroke: () => theme.colour(colour),
      fill: () => theme.colour(colour),
      fillTo: this.place(0, i),
      paths: uPlot.paths.stepped!({ align: 1 }),
      points: { show: false },
    }));
    // A lane on its own has the card's title as its name.
    const names = channels.length > 1 ? channels.map(({ label }) => label) : [''];
    this.axis = {
      grid: { show: false },
      size: names[0] ? 14 + CHARACTER * Math.max(...names.map((name) => name.length)) : 0,
      splits: () => channels.map((_, i) => this.place(0.5, i)),
      values: () => names,
    };
  }

  range(): [number, number] {
    return [0, this.channels.length];
  }

  /** The first is at the top. */
  place(value: number, channel: number): number {
    return this.channels.length - 1 - channel + (1 - BAR) / 2 + value * BAR;
  }

  at(time: number, from: number, to: number): TooltipRow[] {
    return this.channels.flatMap(({ series, colour, label }) => {
      const ring = series.ring(from, to, Infinity);
      const next = ring.indexAt(time);
      // What was read last holds until the next reading.
      const entry = next < ring.length && ring.time(next) === time ? next : next - 1;
      const [low, high] = entry < 0 ? [NaN, NaN] : [ring.low(entry), ring.high(entry)];
      return Number.isNaN(low) ? [] : [{ colour, label, value: onOff(low, high) }];
    });
  }
}

function onOff(low: number, high: number): string {
  return low === high ? (high ? 'On' : 'Off') : 'On and off';
}
