/** What a channel reads now: large, with its lowest and highest, or since when. */

import { clockTime, duration } from './clock';
import { type Control, controlFor, ControlNote } from './control';
import { element, setText } from './elements';
import type { Outline } from './outline';
import type { Channel } from './store';
import { colourProperty } from './theme';
import { format, scaleOf } from './units';
import { type Set, Wish } from './wish';

export const NO_VALUE = '–';

export class Readout {
  readonly root: HTMLElement;
  private readonly value = element('data', 'value', NO_VALUE);
  private readonly unit = element('span', 'unit');
  private readonly min = element('dd', '', NO_VALUE);
  private readonly max = element('dd', '', NO_VALUE);
  private readonly extent = element('dl', '', pair('Min', this.min), pair('Max', this.max));
  private readonly note = element('p', 'note');
  private readonly control: Control | undefined;
  private readonly controlNote: ControlNote | undefined;
  private readonly wish: Wish;

  /** @param isAlone Whether the card has the channel's name as its title. */
  constructor(
    private readonly channel: Channel,
    isAlone: boolean,
    set: Set,
  ) {
    this.value.dataset['channel'] = channel.name;
    this.wish = new Wish(channel, set, () => this.showControl());
    this.control = controlFor(channel, this.wish);
    this.controlNote = this.control && new ControlNote(this.wish);
    const isSlider = this.control && channel.kind === 'number';
    this.root = element('li', isSlider ? 'number slides' : channel.kind, element('p', 'reading', this.value, ' ', this.unit), this.note);
    if (channel.kind === 'number') {
      this.note.before(this.extent);
    }
    if (!isAlone) {
      this.root.prepend(nameOf(channel, 'h3'));
    }
    if (this.control && this.controlNote) {
      (channel.kind === 'boolean' ? this.value.parentElement! : this.root).append(this.control.root);
      this.root.append(this.controlNote.root);
    }
  }

  /** @param now The device's time. */
  show(now: number): void {
    const { channel } = this;
    const age = now - channel.lastTime;
    const isStale = channel.isGone || age > channel.patience;
    this.root.classList.toggle('stale', isStale);
    this.value.value = String(channel.current);
    const scale = scaleOf(channel.unit, Number(channel.current));
    setText(this.value, currentText(channel));
    this.value.classList.toggle('negative', channel.kind === 'number' && this.value.textContent!.startsWith('-'));
    setText(this.unit, channel.kind === 'number' ? scale.symbol : '');
    this.extent.hidden = isStale;
    setText(this.note, isStale ? `${channel.isGone ? 'gone' : 'stale'}, ${duration(age)} ago` : this.sinceWhen());
    this.showControl();
  }

  /** @param outline What is drawn. */
  showExtent({ min, max }: Outline): void {
    setText(this.min, this.written(min));
    setText(this.max, this.written(max));
    this.reserve(min, max);
  }

  /** For those who cannot see the chart. */
  describe(): string {
    const numbers = this.channel.kind === 'number' ? `, lowest ${this.min.textContent}, highest ${this.max.textContent}` : '';
    return `${this.channel.label}: ${this.value.textContent} ${this.unit.textContent}`.trim() + numbers;
  }

  private showControl(): void {
    this.wish.settle();
    this.control?.show();
    this.controlNote?.show();
  }

  private sinceWhen(): string {
    const { kind, changedAt } = this.channel;
    return kind === 'number' || changedAt === undefined ? '' : `since ${clockTime(changedAt, 1)}`;
  }

  /** Keeps room for the longest that is shown: a number that gets a digit pushes nothing aside. */
  private reserve(min: number, max: number): void {
    const { channel, value } = this;
    const magnitude = Math.max(-min, max);
    const longest = Number.isFinite(magnitude) ? format(magnitude, scaleOf(channel.unit, Number(channel.current)), channel.decimals) : '';
    if (value.dataset['longest'] !== longest) {
      value.dataset['longest'] = longest;
    }
  }

  private written(value: number): string {
    const { channel } = this;
    const scale = scaleOf(channel.unit, value);
    // A unit that changes with the magnitude goes with the number; any other stands beside the current reading.
    const symbol = scale.symbol === scaleOf(channel.unit, Number(channel.current)).symbol ? '' : ` ${scale.symbol}`;
    return Number.isFinite(value) ? format(value, scale, channel.decimals) + symbol : NO_VALUE;
  }
}

/** The channel's name with its colour before it. */
export function nameOf(channel: Channel, tag: 'h2' | 'h3' | 'span'): HTMLElement {
  const swatch = element('span', 'swatch');
  swatch.style.background = `var(${colourProperty(channel.colour)})`;
  const name = element(tag, 'name', swatch, channel.label);
  name.title = channel.name;
  return name;
}

function currentText({ current, kind, unit, decimals }: Channel): string {
  switch (kind) {
    case 'boolean':
      return current ? 'On' : 'Off';
    case 'text':
      return String(current) || NO_VALUE;
    default:
      return format(Number(current), scaleOf(unit, Number(current)), decimals);
  }
}

function pair(term: string, description: HTMLElement): HTMLElement {
  return element('div', '', element('dt', '', term), description);
}
