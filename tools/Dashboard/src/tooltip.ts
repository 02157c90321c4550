/** Tells what was read at the moment under the pointer. */

import type uPlot from 'uplot';
import { clockTime } from './clock';
import { element, setText } from './elements';
import type { Channel } from './store';

const DISTANCE = 14;

export class Tooltip {
  private readonly box = element('div', 'tooltip');
  private readonly time = element('p', '');
  private readonly rows: { swatch: HTMLElement; value: HTMLElement; row: HTMLElement }[];

  constructor(
    private readonly plot: uPlot,
    private readonly channels: readonly Channel[],
    private readonly colour: (i: number) => string,
    private readonly label: (channel: Channel, value: number) => string,
  ) {
    this.rows = channels.map((channel) => {
      const swatch = element('span', 'swatch');
      const value = element('b', '');
      return { swatch, value, row: element('p', '', swatch, `${channel.label} `, value) };
    });
    this.box.append(this.time, ...this.rows.map(({ row }) => row));
    this.box.hidden = true;
    plot.over.append(this.box);
  }

  update(): void {
    const left = this.plot.cursor.left ?? -1;
    this.box.hidden = left < 0;
    if (this.box.hidden) {
      return;
    }
    const time = this.plot.posToVal(left, 'x');
    setText(this.time, clockTime(time, 0));
    this.channels.forEach((channel, i) => {
      const { swatch, value, row } = this.rows[i]!;
      const reading = channel.ring.length ? channel.ring.value(channel.ring.nearest(time)) : NaN;
      row.hidden = Number.isNaN(reading);
      swatch.style.background = this.colour(i);
      setText(value, this.label(channel, reading));
    });
    const isRight = left > this.plot.over.clientWidth / 2;
    this.box.style.transform = `translateX(${left + (isRight ? -DISTANCE : DISTANCE)}px)${isRight ? ' translateX(-100%)' : ''}`;
  }
}
