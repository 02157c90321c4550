/** Channels as lines, on an axis for each of at most two units. */

import type uPlot from 'uplot';
import type { Group } from './arrangement';
import { axisRange, logRange } from './axis';
import type { Contents } from './chart';
import type { Outline } from './outline';
import type { Channel } from './store';
import type { Theme } from './theme';
import { decimalsOf, format, type Scale, scaleOf, wholeOf } from './units';

const TICK_DISTANCE = 30;

/** The approximate width of a character of the labels. */
const CHARACTER = 6.5;

/** The dot at the newest point of a line. */
const NEWEST = 3.5;

export class Lines implements Contents {
  /** Draws the marks of the alarms on a channel's scale. */
  static decorate: ((plot: uPlot, channel: Channel, scale: string) => void) | undefined;
  readonly series: uPlot.Series[];
  readonly axes: uPlot.Axis[];
  readonly scales: Readonly<Record<string, uPlot.Scale>>;
  readonly lineWidth = 1.5;
  private readonly isLog: boolean;
  private readonly fixed: [number, number] | undefined;

  constructor(
    private readonly group: Group,
    private readonly outlines: readonly Outline[],
    private readonly theme: Theme,
  ) {
    const { channels, units, choice } = group;
    this.isLog = choice.scale === 'log';
    this.fixed = Array.isArray(choice.scale) ? choice.scale : undefined;
    this.series = channels.map(({ colour, unit }) => ({
      scale: scaleKey(units, unit),
      stroke: () => theme.colour(colour),
      fill: (plot) => this.fill(plot, colour),
      fillTo: (plot) => plot.scales['y0']!.min ?? 0,
      points: { size: 4, fill: () => theme.colour(colour) },
    }));
    this.scales = Object.fromEntries(
      units.map((unit) => [scaleKey(units, unit), { distr: this.isLog ? 3 : 1, range: () => this.range(unit) } satisfies uPlot.Scale]),
    );
    this.axes = units.map((unit, i) => ({
      scale: scaleKey(units, unit),
      side: i ? 1 : 3,
      ...(i ? { grid: { show: false } } : {}),
      space: TICK_DISTANCE,
      size: (_, labels) => 10 + CHARACTER * Math.max(3, ...(labels ?? []).map((label) => label?.length ?? 0)),
      values: (_, splits, __, ___, step) => this.labels(unit, splits, step),
    }));
  }

  place(value: number): number | undefined {
    return this.isLog && value <= 0 ? undefined : value;
  }

  /** Draws the newest point of each line, and the units of the axes. */
  finish(plot: uPlot): void {
    const { ctx } = plot;
    const { min, max } = plot.scales['x']!;
    for (const channel of this.group.channels) {
      const scale = scaleKey(this.group.units, channel.unit);
      Lines.decorate?.(plot, channel, scale);
      const { lastTime, current, colour } = channel;
      if (typeof current === 'number' && lastTime >= min! && lastTime <= max! && this.place(current) !== undefined) {
        ctx.fillStyle = this.theme.colour(colour);
        ctx.beginPath();
        ctx.arc(plot.valToPos(lastTime, 'x', true), plot.valToPos(current, scale, true), NEWEST * devicePixelRatio, 0, 2 * Math.PI);
        ctx.fill();
      }
    }
    this.drawSymbols(plot);
  }

  private drawSymbols({ ctx, bbox }: uPlot): void {
    ctx.save();
    ctx.fillStyle = this.theme.text;
    ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
    ctx.textBaseline = 'top';
    this.group.units.forEach((unit, i) => {
      ctx.textAlign = i ? 'left' : 'right';
      const gap = 6 * devicePixelRatio;
      // If it is wider than the axis it continues above the plot.
      const { symbol } = this.scaleOf(unit, 0);
      const x = i ? bbox.left + bbox.width + gap : bbox.left - gap;
      const room = ctx.measureText(symbol).width;
      ctx.fillText(symbol, i ? Math.min(x, ctx.canvas.width - room) : Math.max(x, room), 0);
    });
    ctx.restore();
  }

  private range(unit: string): [number, number] {
    if (this.fixed && unit === this.group.units[0]) {
      return this.fixed;
    }
    const { min, max, lowest } = this.extremes(unit);
    if (this.isLog) {
      return logRange(lowest, max);
    }
    const decimals = Math.max(...this.group.channels.filter((channel) => channel.unit === unit).map((channel) => channel.decimals));
    return axisRange(min, max, 10 ** -decimals, wholeOf(unit));
  }

  private extremes(unit: string): { min: number; max: number; lowest: number } {
    const all = { min: Infinity, max: -Infinity, lowest: Infinity };
    this.outlines.forEach((outline, i) => {
      const { unit: own, description } = this.group.channels[i]!;
      if (own === unit) {
        // The expected range is in view, so that noise looks small.
        all.min = Math.min(all.min, outline.min, description.low ?? Infinity);
        all.max = Math.max(all.max, outline.max, description.high ?? -Infinity);
        all.lowest = Math.min(all.lowest, this.isLog ? outline.minPositive : outline.min);
      }
    });
    return all;
  }

  private scaleOf(unit: string, decimals: number): Scale {
    const { min, max } = this.extremes(unit);
    return scaleOf(unit, min > max ? 0 : Math.max(Math.abs(min), Math.abs(max)), decimals);
  }

  private labels(unit: string, splits: number[], step: number): string[] {
    if (this.isLog) {
      // uPlot leaves out some, but would still draw too many.
      return splits.map((value) => (value === null ? '' : format(value, { ...this.scaleOf(unit, 0), decimals: decimalsOf(value / this.scaleOf(unit, 0).divisor) })));
    }
    const scale = this.scaleOf(unit, 0);
    return splits.map((value) => format(value, { ...scale, decimals: decimalsOf(step / scale.divisor) }));
  }

  /** Several areas would cover each other, and that of a dense line takes as long to draw as all else and is hardly visible. */
  private fill(plot: uPlot, colour: number): CanvasGradient | string {
    if (this.group.channels.length > 1 || plot.series[1]!.width! < this.lineWidth) {
      return 'transparent';
    }
    const { top, height } = plot.bbox;
    const gradient = plot.ctx.createLinearGradient(0, top, 0, top + height);
    gradient.addColorStop(0, `${this.theme.colour(colour)}28`);
    gradient.addColorStop(1, `${this.theme.colour(colour)}00`);
    return gradient;
  }
}

function scaleKey(units: readonly string[], unit: string): string {
  return `y${Math.max(0, units.indexOf(unit))}`;
}
