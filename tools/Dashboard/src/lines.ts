/** Channels of one unit as lines. */

import type uPlot from 'uplot';
import { axisRange } from './axis';
import type { Contents } from './chart';
import type { Outline } from './outline';
import type { Channel } from './store';
import type { Theme } from './theme';
import type { TooltipRow } from './tooltip';
import { decimalsOf, isScaled, rangeText, scaleOf, wholeOf } from './units';

const TICK_DISTANCE = 36;

/** How wide a character of the labels is, about. */
const CHARACTER = 7;

/** The dot where a line grows: its halo and its core. */
const NEWEST = [[8, 0.2], [4, 1]] as const;

export class Lines implements Contents {
  readonly series: uPlot.Series[];
  readonly axis: uPlot.Axis;
  readonly lineWidth = 2;
  private magnitude = 0;

  constructor(
    private readonly unit: string,
    private readonly channels: readonly Channel[],
    private readonly theme: Theme,
  ) {
    this.series = channels.map(({ colour }) => ({
      stroke: () => theme.colour(colour),
      fill: (plot) => this.fill(plot, colour),
      fillTo: (plot) => plot.scales['y']!.min ?? 0,
      points: { size: 5, fill: () => theme.colour(colour) },
    }));
    this.axis = {
      space: TICK_DISTANCE,
      size: (_, labels) => 14 + CHARACTER * Math.max(3, ...(labels ?? []).map((label) => label.length)),
      values: (_, splits, __, ___, step) => this.labels(splits, step),
    };
  }

  range(outlines: readonly Outline[]): [number, number] {
    const min = Math.min(...outlines.map((outline) => outline.min));
    const max = Math.max(...outlines.map((outline) => outline.max));
    this.magnitude = Math.max(0, -min, max);
    return axisRange(min, max, 10 ** -Math.max(...this.channels.map(({ decimals }) => decimals)), wholeOf(this.unit));
  }

  at(time: number, from: number, to: number): TooltipRow[] {
    return this.channels.flatMap(({ series, colour, label, decimals }) => {
      const ring = series.ring(from, to, Infinity);
      const nearest = ring.length ? ring.nearest(time) : -1;
      const value = nearest < 0 ? '' : rangeText(ring.low(nearest), ring.high(nearest), this.unit, decimals);
      return value ? [{ colour, label, value }] : [];
    });
  }

  /** Marks where each line grows. */
  finish(plot: uPlot): void {
    const { ctx } = plot;
    const { min, max } = plot.scales['x']!;
    for (const { lastTime, current, colour } of this.channels) {
      if (typeof current !== 'number' || lastTime < min! || lastTime > max!) {
        continue;
      }
      const x = plot.valToPos(lastTime, 'x', true);
      const y = plot.valToPos(current, 'y', true);
      ctx.fillStyle = this.theme.colour(colour);
      for (const [radius, opacity] of NEWEST) {
        ctx.globalAlpha = opacity;
        ctx.beginPath();
        ctx.arc(x, y, radius * devicePixelRatio, 0, 2 * Math.PI);
        ctx.fill();
      }
    }
    ctx.globalAlpha = 1;
  }

  private labels(splits: number[], step: number): string[] {
    const { divisor, symbol } = scaleOf(this.unit, this.magnitude);
    const decimals = decimalsOf(step / divisor);
    // A unit that changes with the magnitude may be another one than the current reading's.
    const unit = isScaled(this.unit) ? ` ${symbol}` : '';
    return splits.map((value) => (value / divisor).toFixed(decimals) + unit);
  }

  /** Several areas would only cover each other. */
  private fill(plot: uPlot, colour: number): CanvasGradient | string {
    if (this.channels.length > 1) {
      return 'transparent';
    }
    const { top, height } = plot.bbox;
    const gradient = plot.ctx.createLinearGradient(0, top, 0, top + height);
    gradient.addColorStop(0, `${this.theme.colour(colour)}38`);
    gradient.addColorStop(1, `${this.theme.colour(colour)}00`);
    return gradient;
  }
}
