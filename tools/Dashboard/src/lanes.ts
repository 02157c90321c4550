/** Draws channels that are on or off: a lane for each, filled while it is on. */

import type { Timespan } from './outline';
import type { Area, Painter } from './plot';
import type { Channel } from './store';
import type { Theme } from './theme';
import type { TooltipRow } from './tooltip';

export const LANE_HEIGHT = 40;

const BAR_HEIGHT = 14;

/** A stretch in which it was both, too short to tell apart. */
const BOTH = 0.45;

/** More entries than pixels cannot be seen. */
const ENTRIES_A_PIXEL = 2;

export class Lanes implements Painter {
  private span: Timespan = { from: 0, to: 1 };

  constructor(
    private readonly channels: readonly Channel[],
    private readonly theme: Theme,
  ) {}

  prepare(span: Timespan): number {
    this.span = span;
    return 0;
  }

  paint(context: CanvasRenderingContext2D, area: Area, span: Timespan): void {
    this.channels.forEach((channel, i) => {
      const top = area.top + (i * area.height) / this.channels.length;
      const bar = { ...area, top: top + area.height / this.channels.length - BAR_HEIGHT, height: BAR_HEIGHT };
      if (this.channels.length > 1) {
        context.fillStyle = this.theme.text;
        context.textAlign = 'left';
        context.textBaseline = 'alphabetic';
        context.fillText(channel.label, area.left, bar.top - 6);
      }
      context.fillStyle = this.theme.line;
      context.fillRect(bar.left, bar.top, bar.width, bar.height);
      this.drawBar(context, bar, channel, span);
    });
  }

  at(time: number): TooltipRow[] {
    return this.channels.flatMap(({ series, colour, label }) => {
      const ring = series.ring(this.span.from, this.span.to, Infinity);
      // What was read last holds until the next reading.
      const entry = ring.indexAt(time) - (ring.time(ring.indexAt(time)) === time ? 0 : 1);
      const value = entry < 0 ? NaN : ring.high(entry);
      return Number.isNaN(value) ? [] : [{ colour, label, value: onOff(ring.low(entry), value) }];
    });
  }

  private drawBar(context: CanvasRenderingContext2D, bar: Area, { series, colour, lastTime }: Channel, { from, to }: Timespan): void {
    const ring = series.ring(from, to, ENTRIES_A_PIXEL * bar.width);
    const end = Math.min(ring.length, ring.indexAt(to) + 1);
    const x = (time: number) => bar.left + Math.min(1, Math.max(0, (time - from) / (to - from))) * bar.width;
    context.fillStyle = this.theme.colour(colour);
    for (let i = Math.max(0, ring.indexAt(from) - 1); i < end; i++) {
      const [low, high] = [ring.low(i), ring.high(i)];
      if (high > 0) {
        const left = x(ring.time(i));
        const right = x(i + 1 < ring.length ? ring.time(i + 1) : lastTime);
        context.globalAlpha = low > 0 ? 1 : BOTH;
        // Neighbours overlap a little, or a light line would stand between them.
        context.fillRect(left, bar.top, Math.min(bar.left + bar.width - left, Math.max(1, right - left + 0.5)), bar.height);
      }
    }
    context.globalAlpha = 1;
  }
}

function onOff(low: number, high: number): string {
  return low === high ? (high ? 'On' : 'Off') : 'On and off';
}
