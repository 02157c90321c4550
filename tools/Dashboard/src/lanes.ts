/** Channels that are on or off, or texts: a lane for each, filled while it is on. */

import uPlot from 'uplot';
import type { Contents } from './chart';
import type { Channel } from './store';
import type { Theme } from './theme';

/** The share of a lane that its bar takes. */
const BAR = 0.56;

const PADDING = 6;

export class Lanes implements Contents {
  readonly series: uPlot.Series[];
  readonly axes: uPlot.Axis[];
  readonly scales: Readonly<Record<string, uPlot.Scale>>;
  readonly lineWidth = 1;

  constructor(
    private readonly channels: readonly Channel[],
    private readonly theme: Theme,
  ) {
    this.series = channels.map(({ colour }, i) => ({
      scale: 'y0',
      stroke: () => theme.colour(colour),
      fill: () => theme.colour(colour),
      fillTo: this.place(0, i),
      paths: uPlot.paths.stepped!({ align: 1 }),
      points: { show: false },
    }));
    this.scales = { y0: { range: () => [0, channels.length] } };
    // The names are beside the chart.
    this.axes = [{ scale: 'y0', grid: { show: false }, size: 0, splits: () => [] }];
  }

  /** The first is at the top. */
  place(value: number, channel: number): number {
    return this.channels.length - 1 - channel + (1 - BAR) / 2 + value * BAR;
  }

  /** Draws the texts. */
  finish(plot: uPlot): void {
    const { ctx, bbox } = plot;
    const end = bbox.left + bbox.width;
    ctx.save();
    ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'middle';
    this.channels.forEach(({ texts, lastTime }, lane) => {
      const top = plot.valToPos(this.place(1, lane), 'y0', true);
      const height = plot.valToPos(this.place(0, lane), 'y0', true) - top;
      texts.all.forEach(({ time, text }, i) => {
        const from = Math.max(bbox.left, plot.valToPos(time, 'x', true));
        const until = Math.min(end, plot.valToPos(texts.all[i + 1]?.time ?? lastTime, 'x', true));
        // The newest value is shown at once.
        const width = Math.max(until - from, from <= end && i === texts.all.length - 1 ? 2 * devicePixelRatio : 0) - devicePixelRatio;
        if (width <= 0) {
          return;
        }
        ctx.fillStyle = this.theme.block;
        ctx.fillRect(from, top, width, height);
        ctx.save();
        ctx.beginPath();
        ctx.rect(from, top, width - PADDING * devicePixelRatio, height);
        ctx.clip();
        ctx.fillStyle = this.theme.ink;
        ctx.fillText(text, from + PADDING * devicePixelRatio, top + height / 2);
        ctx.restore();
      });
    });
    ctx.restore();
  }
}
