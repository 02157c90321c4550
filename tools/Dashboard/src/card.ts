/** The card of one unit: the current readings of its channels, and their chart. */

import { Chart } from './charts';
import { element, setText } from './elements';
import type { Channel } from './store';
import type { Theme } from './theme';
import { timespanOf } from './timespan';
import { format, quantityOf, scaleOf } from './units';

const NO_VALUE = '–';

interface Readout {
  readonly value: HTMLDataElement;
  readonly unit: HTMLElement;
  readonly min: HTMLElement;
  readonly max: HTMLElement;
}

export class Card {
  readonly root: HTMLElement;
  private readonly channels: Channel[] = [];
  private readonly readouts: Readout[] = [];
  private readonly list = element('ul', 'readouts');
  private readonly host = element('div', 'chart');
  private chart: Chart | undefined;

  constructor(
    private readonly unit: string,
    private readonly index: number,
    private readonly theme: Theme,
  ) {
    const heading = element('h2', '', quantityOf(unit));
    heading.id = `unit-${index}`;
    this.root = element('section', 'card', heading, this.list, this.host);
    this.root.setAttribute('aria-labelledby', heading.id);
    this.host.setAttribute('role', 'img');
    this.host.setAttribute('aria-label', `${quantityOf(unit)} over time`);
  }

  add(channel: Channel): void {
    const i = this.channels.push(channel) - 1;
    const readout = {
      value: element('data', 'value', NO_VALUE),
      unit: element('span', 'unit'),
      min: element('dd', '', NO_VALUE),
      max: element('dd', '', NO_VALUE),
    };
    readout.value.dataset['channel'] = channel.name;
    this.readouts.push(readout);
    const swatch = element('span', 'swatch');
    swatch.style.background = `var(--series-${(this.index + i) % this.theme.series.length})`;
    const name = element('h3', '', swatch, channel.label);
    name.title = channel.name;
    this.list.append(
      element(
        'li',
        '',
        name,
        element('p', 'reading', readout.value, ' ', readout.unit),
        element(
          'dl',
          '',
          element('div', '', element('dt', '', 'Min'), readout.min),
          element('div', '', element('dt', '', 'Max'), readout.max),
        ),
      ),
    );
    this.chart?.destroy();
    this.chart = undefined;
  }

  /** @param now The time of the newest reading of all. */
  draw(now: number): void {
    this.chart ??= new Chart(this.host, this.unit, [...this.channels], this.theme, this.index);
    const extents = this.chart.draw(timespanOf(this.channels, now));
    this.channels.forEach((channel, i) => {
      const readout = this.readouts[i]!;
      this.showCurrent(channel, readout);
      const { min, max } = extents[i]!;
      setText(readout.min, this.written(channel, min));
      setText(readout.max, this.written(channel, max));
    });
  }

  private showCurrent({ current, decimals }: Channel, { value, unit }: Readout): void {
    if (current === undefined) {
      return;
    }
    const scale = scaleOf(this.unit, Number(current));
    value.value = String(current);
    setText(value, typeof current === 'string' ? current : format(current, scale, decimals));
    setText(unit, scale.symbol);
  }

  private written(channel: Channel, value: number): string {
    const scale = scaleOf(this.unit, value);
    // A unit that changes with the magnitude goes with the number; any other stands beside the current reading.
    const symbol = scale.symbol === scaleOf(this.unit, Number(channel.current)).symbol ? '' : ` ${scale.symbol}`;
    return Number.isFinite(value) ? format(value, scale, channel.decimals) + symbol : NO_VALUE;
  }
}
