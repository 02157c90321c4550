/** Draws channels of one unit as lines over time. */

import { Outline, type Timespan } from './outline';
import { drawLine, fillUnderLine, LINE_WIDTH } from './stroke';
import type { Area, Painter } from './plot';
import { FONT } from './plot';
import type { Channel } from './store';
import type { Theme } from './theme';
import { scaleFor, ticksOf, type Scale as Axis } from './ticks';
import type { TooltipRow } from './tooltip';
import { decimalsOf, rangeText, scaleOf, type Scale } from './units';

const TICK_DISTANCE = 40;
const LABEL_GAP = 10;

/** The dot where a line grows: its halo and its core. */
const NEWEST = [[8, 0.2], [4, 1]] as const;

/** The vertical axis shows at least so many steps of the sensor's resolution: noise of one step is not drama. */
const LEAST_STEPS = 10;

const measure = document.createElement('canvas').getContext('2d')!;
measure.font = FONT;

export class Lines implements Painter {
  readonly outlines: readonly Outline[];
  private axis: Axis = { low: 0, high: 1, step: 1 };
  private labels: string[] = [];
  private span: Timespan = { from: 0, to: 1 };

  constructor(
    private readonly unit: string,
    private readonly channels: readonly Channel[],
    private readonly theme: Theme,
  ) {
    this.outlines = channels.map(() => new Outline());
  }

  prepare(span: Timespan, width: number, height: number): number {
    this.span = span;
    this.channels.forEach(({ series }, i) => this.outlines[i]!.trace(series, span, width));
    this.axis = this.axisFor(height);
    const scale = this.scale();
    const decimals = decimalsOf(this.axis.step / scale.divisor);
    this.labels = ticksOf(this.axis).map((value) => (value / scale.divisor).toFixed(decimals));
    return LABEL_GAP + Math.max(...this.labels.map((label) => measure.measureText(label).width));
  }

  paint(context: CanvasRenderingContext2D, area: Area, { from, to }: Timespan): void {
    this.drawGrid(context, area);
    context.save();
    context.beginPath();
    // A line on the edge keeps its whole width.
    context.rect(area.left, area.top - LINE_WIDTH, area.width, area.height + 2 * LINE_WIDTH);
    context.clip();
    this.channels.forEach((channel, i) => this.drawLine(context, area, channel, this.outlines[i]!));
    context.restore();
    for (const channel of this.channels) {
      if (channel.lastTime >= from && channel.lastTime <= to && channel.kind === 'number') {
        this.drawNewest(context, area, channel, (channel.lastTime - from) / (to - from));
      }
    }
  }

  at(time: number): TooltipRow[] {
    return this.channels.flatMap(({ series, colour, label, decimals }) => {
      const ring = series.ring(this.span.from, this.span.to, Infinity);
      const nearest = ring.length ? ring.nearest(time) : -1;
      const value = nearest < 0 ? '' : rangeText(ring.low(nearest), ring.high(nearest), this.unit, decimals);
      return value ? [{ colour, label, value }] : [];
    });
  }

  /** Of all channels together, so that the axis has one. */
  private scale(): Scale {
    return scaleOf(this.unit, Math.max(Math.abs(this.axis.low), Math.abs(this.axis.high)));
  }

  private axisFor(height: number): Axis {
    const min = Math.min(...this.outlines.map((outline) => outline.min));
    const max = Math.max(...this.outlines.map((outline) => outline.max));
    if (min > max) {
      return { low: 0, high: 1, step: 1 };
    }
    const least = LEAST_STEPS * 10 ** -Math.max(...this.channels.map(({ decimals }) => decimals));
    const missing = Math.max(0, least - (max - min)) / 2;
    // What is never negative is not drawn with room below zero.
    return scaleFor(min >= 0 ? Math.max(0, min - missing) : min - missing, max + missing, Math.max(2, Math.floor(height / TICK_DISTANCE)));
  }

  private drawGrid(context: CanvasRenderingContext2D, area: Area): void {
    context.strokeStyle = this.theme.line;
    context.fillStyle = this.theme.text;
    context.lineWidth = 1;
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    context.beginPath();
    ticksOf(this.axis).forEach((value, i) => {
      const y = Math.round(this.y(area, value)) + 0.5;
      context.moveTo(area.left, y);
      context.lineTo(area.left + area.width, y);
      context.fillText(this.labels[i]!, area.left - LABEL_GAP, y);
    });
    context.stroke();
  }

  private drawLine(context: CanvasRenderingContext2D, area: Area, channel: Channel, outline: Outline): void {
    const colour = this.theme.colour(channel.colour);
    const placement = { left: area.left, scale: area.width / outline.width, y: (value: number) => this.y(area, value) };
    // Several surfaces would only cover each other.
    if (this.channels.length === 1) {
      const bottom = area.top + area.height;
      const gradient = context.createLinearGradient(0, area.top, 0, bottom);
      gradient.addColorStop(0, `${colour}38`);
      gradient.addColorStop(1, `${colour}00`);
      context.fillStyle = gradient;
      fillUnderLine(context, outline, placement, bottom);
    }
    context.fillStyle = context.strokeStyle = colour;
    drawLine(context, outline, placement);
  }

  /** Marks where the line grows. */
  private drawNewest(context: CanvasRenderingContext2D, area: Area, { colour, current }: Channel, share: number): void {
    context.fillStyle = this.theme.colour(colour);
    for (const [radius, opacity] of NEWEST) {
      context.globalAlpha = opacity;
      context.beginPath();
      context.arc(area.left + share * area.width, this.y(area, Number(current)), radius, 0, 2 * Math.PI);
      context.fill();
    }
  }

  private y({ top, height }: Area, value: number): number {
    const { low, high } = this.axis;
    return top + ((high - value) / (high - low)) * height;
  }
}
