/** Draws the channels of one unit over time. */

import uPlot from 'uplot';
import { Alignment } from './align';
import type { Theme } from './theme';
import type { Timespan } from './timespan';
import { Tooltip } from './tooltip';
import type { Channel } from './store';
import { clockTime } from './clock';
import { decimalsOf, format, scaleOf, type Scale } from './units';

const FONT = '12px system-ui, sans-serif';
const TICK_SPACE = { x: 90, y: 36 };

/** Half of a time of day: one nearer to the right edge would be cut. */
const HALF_LABEL = 28;
const RIGHT_PADDING = 12;

/** The vertical axis shows at least so many steps of the sensor's resolution: noise of one step is not drama. */
const LEAST_STEPS = 10;

/** Charts with this key share the cross-hair. */
const CURSOR = 'time';

export class Chart {
  private readonly alignment: Alignment;
  private readonly plot: uPlot;
  private readonly resizing: ResizeObserver;
  private span: Timespan = { from: 0, to: 1 };
  private scale: Scale;

  constructor(
    private readonly host: HTMLElement,
    private readonly unit: string,
    private readonly channels: readonly Channel[],
    private readonly theme: Theme,
    private readonly card: number,
  ) {
    this.alignment = new Alignment(channels.map((channel) => channel.ring));
    this.scale = scaleOf(unit, 0);
    this.plot = new uPlot(this.options(), undefined, host);
    const tooltip = new Tooltip(this.plot, channels, (i) => this.colour(i), (channel, value) => this.label(channel, value));
    this.plot.hooks.setCursor = [() => tooltip.update()];
    this.plot.hooks.draw = [() => this.drawNewest(), () => tooltip.update()];
    this.resizing = new ResizeObserver(() => this.plot.setSize(this.size()));
    this.resizing.observe(host);
  }

  /** @returns The lowest and highest reading that is visible, for each channel. */
  draw(span: Timespan): Alignment['extents'] {
    this.span = span;
    this.alignment.update(span.from);
    const { times, columns, extents } = this.alignment;
    this.scale = scaleOf(this.unit, Math.max(0, ...extents.map(({ min, max }) => (min > max ? 0 : Math.max(-min, max)))));
    this.plot.setData([times, ...columns]);
    return extents;
  }

  destroy(): void {
    this.resizing.disconnect();
    this.plot.destroy();
  }

  private label(channel: Channel, value: number): string {
    const scale = scaleOf(this.unit, value);
    return `${format(value, scale, channel.decimals)} ${scale.symbol}`;
  }

  private colour(i: number): string {
    return this.theme.series[(this.card + i) % this.theme.series.length]!;
  }

  private size(): { width: number; height: number } {
    return { width: this.host.clientWidth, height: this.host.clientHeight };
  }

  private options(): uPlot.Options {
    const line = { show: true, stroke: () => this.theme.grid, width: 1 };
    const axis = { stroke: () => this.theme.text, font: FONT, ticks: { show: false } };
    return {
      ...this.size(),
      padding: [8, RIGHT_PADDING, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, sync: { key: CURSOR, setSeries: false } },
      scales: {
        x: { range: () => [this.span.from, this.span.to] },
        y: { range: (_, min, max) => this.verticalRange(min, max) },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          space: TICK_SPACE.x,
          size: 32,
          gap: 9,
          values: (plot, splits, _, __, step) => splits.map((time) => this.timeLabel(plot, time, step)),
        },
        {
          ...axis,
          grid: line,
          space: TICK_SPACE.y,
          gap: 8,
          size: (_, labels) => 14 + 7 * Math.max(3, ...(labels ?? []).map((label) => label.length)),
          values: (_, splits, __, ___, step) => this.valueLabels(splits, step),
        },
      ],
      series: [
        {},
        ...this.channels.map((_, i) => ({
          stroke: () => this.colour(i),
          fill: (plot: uPlot) => this.fill(plot, i),
          width: 2,
          fillTo: (plot: uPlot) => plot.scales['y']!.min ?? 0,
          points: { size: 5, fill: () => this.colour(i) },
        })),
      ],
    };
  }

  private timeLabel(plot: uPlot, time: number, step: number): string {
    const room = plot.over.clientWidth - plot.valToPos(time, 'x') + RIGHT_PADDING;
    return room < HALF_LABEL ? '' : clockTime(time, step);
  }

  private valueLabels(splits: number[], step: number): string[] {
    const { divisor } = this.scale;
    const decimals = decimalsOf(step / divisor);
    return splits.map((value) => (value / divisor).toFixed(decimals));
  }

  private verticalRange(min: number | null, max: number | null): [number, number] {
    if (min === null || max === null) {
      return [0, 1];
    }
    const least = LEAST_STEPS * 10 ** -Math.min(...this.channels.map((channel) => channel.decimals));
    const missing = Math.max(0, least - (max - min)) / 2;
    const [low, high] = uPlot.rangeNum(min - missing, max + missing, 0.1, true);
    // What is never negative is not drawn with room below zero.
    return [min >= 0 ? Math.max(0, low!) : low!, high!];
  }

  /** Several areas would only cover each other. */
  private fill(plot: uPlot, i: number): CanvasGradient | string {
    if (this.channels.length > 1) {
      return 'transparent';
    }
    const { top, height } = plot.bbox;
    const gradient = plot.ctx.createLinearGradient(0, top, 0, top + height);
    gradient.addColorStop(0, `${this.colour(i)}38`);
    gradient.addColorStop(1, `${this.colour(i)}00`);
    return gradient;
  }

  /** Marks where each line grows. */
  private drawNewest(): void {
    const { ctx } = this.plot;
    this.channels.forEach(({ ring }, i) => {
      if (!ring.length || ring.lastTime < this.span.from) {
        return;
      }
      const x = this.plot.valToPos(ring.lastTime, 'x', true);
      const y = this.plot.valToPos(ring.value(ring.length - 1), 'y', true);
      ctx.fillStyle = this.colour(i);
      for (const [radius, opacity] of [[8, 0.2], [4, 1]] as const) {
        ctx.globalAlpha = opacity;
        ctx.beginPath();
        ctx.arc(x, y, radius * devicePixelRatio, 0, 2 * Math.PI);
        ctx.fill();
      }
    });
  }
}
