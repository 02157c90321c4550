/** The value of a channel now, or at the time under the cursor, and its statistics. */

import { duration, momentOf } from './clock';
import { element, setText } from './elements';
import { readingAt } from './readings';
import { Statistics } from './statistics';
import type { Channel, Value } from './store';
import { colourProperty } from './theme';
import { format, type Scale, scaleOf } from './units';
import type { View } from './view';
import * as words from './words/index';

export const NO_VALUE = '–';

/** The statistics of the readings in the window. */
export type Measure = keyof typeof words.MEASURES;

/** Mean and deviation are finer than a single reading. */
const MORE_DECIMALS = 1;

export class Readout {
  readonly value = element('data', 'value', NO_VALUE);
  readonly unit = element('span', 'unit');
  readonly note = element('span', 'note');
  readonly measures: Readonly<Record<Measure, HTMLElement>>;
  private readonly statistics = new Statistics();

  /** @param isNamed Whether this element is the one in which tests and programs find the channel's value. */
  constructor(
    readonly channel: Channel,
    /** The channel's name here. */
    readonly label: string,
    isNamed = true,
  ) {
    const cells = Object.keys(words.MEASURES).map((measure) => {
      const cell = element('span', '', NO_VALUE);
      cell.dataset['measure'] = measure;
      cell.dataset['of'] = channel.name;
      return [measure, cell];
    });
    this.measures = Object.fromEntries(cells) as Record<Measure, HTMLElement>;
    if (isNamed) {
      this.value.dataset['channel'] = channel.name;
    }
  }

  /**
   * @param now The device's time.
   * @param at The time under the cursor, if it is not now.
   */
  show(now: number, view: View, at: number | undefined): void {
    const { channel, value, note } = this;
    const age = now - channel.lastTime;
    const isStale = at === undefined && (channel.isGone || age > channel.maxGap);
    const shown = at === undefined ? channel.current : readingAt(channel, at, view.span);
    value.classList.toggle('stale', isStale);
    value.value = String(channel.current);
    note.classList.toggle('stale', isStale);
    if (channel.kind === 'number') {
      this.measure(view, typeof shown === 'number' ? shown : 0);
    } else {
      setText(value, stateText(shown, channel.description.kind));
    }
    setText(note, isStale ? (channel.isGone ? words.goneFor : words.staleFor)(duration(age)) : at === undefined ? this.sinceWhen() : '');
    if (channel.kind === 'number') {
      setText(value, typeof shown === 'number' ? format(shown, this.scale) : NO_VALUE);
      setText(this.unit, this.scale.symbol);
    }
  }

  /** For screen readers. */
  describe(): string {
    const { channel, value, unit, measures } = this;
    const numbers = channel.kind === 'number' ? words.extent(measures.min.textContent!, measures.max.textContent!) : '';
    return `${this.label}: ${value.textContent} ${unit.textContent}`.trim() + numbers;
  }

  private scale: Scale = { divisor: 1, symbol: '', decimals: 0 };

  private measure(view: View, shown: number): void {
    const { statistics, channel, measures } = this;
    statistics.take(channel.series, view.measured);
    const { min, max, mean, deviation, count } = statistics;
    const magnitude = Math.max(Math.abs(shown), ...(count ? [Math.abs(min), Math.abs(max)] : []));
    this.scale = scaleOf(channel.unit, magnitude, channel.decimals);
    const finer: Scale = { ...scaleOf(channel.unit, magnitude, channel.decimals + MORE_DECIMALS), divisor: this.scale.divisor };
    const write = (value: number, scale: Scale) => (count ? format(value, scale) : NO_VALUE);
    setText(measures.min, write(min, this.scale));
    setText(measures.max, write(max, this.scale));
    setText(measures.mean, write(mean, finer));
    setText(measures.deviation, write(deviation, finer));
    setText(measures.count, format(count, { divisor: 1, symbol: '', decimals: 0 }));
    this.reserve(count ? [min, max] : []);
  }

  /** Keeps room for the longest value: a number that gets a digit or a sign moves nothing. */
  private reserve(extremes: readonly number[]): void {
    const longest = extremes.map((value) => format(value, this.scale)).reduce((a, b) => (a.length > b.length ? a : b), '');
    if (this.value.dataset['longest'] !== longest) {
      this.value.dataset['longest'] = longest;
    }
  }

  private sinceWhen(): string {
    const { kind, changedAt } = this.channel;
    return kind === 'number' || changedAt === undefined ? '' : words.since(momentOf(changedAt, 1));
  }
}

function stateText(value: Value | undefined, kind = ''): string {
  if (typeof value === 'boolean') {
    const states = Object.keys(words.STATES).find((one) => words.STATES[one]!.split(' ').includes(kind)) ?? words.ON_OFF;
    return states.split(' ')[value ? 0 : 1]!;
  }
  return value === undefined || value === '' ? NO_VALUE : String(value);
}

/** The channel's name with its colour before it. */
export function nameOf({ channel, label }: Pick<Readout, 'channel' | 'label'>, tag: 'h2' | 'span' | 'th'): HTMLElement {
  const swatch = element('span', 'swatch');
  swatch.style.background = `var(${colourProperty(channel.colour)})`;
  const name = element(tag, 'name', swatch, element('span', 'label', label));
  name.title = channel.name;
  return name;
}
