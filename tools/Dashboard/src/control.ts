/** What an actuator is set with: a switch, a slider with a number, a field for text, a choice, or a button. */

import { element, setText } from './elements';
import { nameOf, type Readout } from './readout';
import type { Channel } from './store';
import { symbolOf } from './units';
import { type Set, Wish } from './wish';
import * as words from './words/index';

/** How long a button waits to be pressed again, in milliseconds. */
const CONFIRM_TIME = 5000;

export interface Control {
  readonly root: HTMLElement;
  /** Moves to where the wish or the device stands. */
  show(): void;
}

/** An actuator on a line: its name, what the device says that it is, and what sets it. */
export class ControlRow {
  readonly root: HTMLElement;
  private readonly control: Control;
  /** Read out when it changes. */
  private readonly refusal = element('p', 'control-note');
  private readonly wish: Wish;

  constructor(readout: Readout, set: Set) {
    const { channel, value, unit, note } = readout;
    this.wish = new Wish(channel, set, () => this.show());
    this.control = controlFor(channel, this.wish);
    this.refusal.setAttribute('role', 'status');
    // A button has nothing to read.
    const state = element('span', 'state', ...(channel.actuator?.isButton ? [] : [value, ' ', unit, ' ', note]));
    this.root = element('li', channel.kind, nameOf(channel, 'span'), state, this.control.root, this.refusal);
  }

  show(): void {
    this.wish.settle();
    this.control.show();
    setText(this.refusal, this.wish.refusal);
  }
}

function controlFor(channel: Channel, wish: Wish): Control {
  if (channel.actuator?.isButton) {
    return new Press(channel, wish);
  }
  if (channel.actuator?.options) {
    return new Choice(channel, wish);
  }
  switch (channel.kind) {
    case 'boolean':
      return new Switch(channel, wish);
    case 'text':
      return new Field(channel, wish);
    default:
      return new Slider(channel, wish);
  }
}

class Switch implements Control {
  readonly root = element('button', 'switch');

  constructor(
    { label }: Channel,
    private readonly wish: Wish,
  ) {
    this.root.type = 'button';
    this.root.setAttribute('role', 'switch');
    this.root.setAttribute('aria-label', label);
    this.root.addEventListener('click', () => wish.set(wish.value !== true));
    this.show();
  }

  show(): void {
    this.root.setAttribute('aria-checked', String(this.wish.value === true));
    this.root.classList.toggle('pending', this.wish.isPending);
  }
}

class Slider implements Control {
  readonly root: HTMLElement;
  private readonly number = element('input', 'exact');
  private readonly range = element('input', 'range');
  private readonly hasRange: boolean;

  constructor(
    private readonly channel: Channel,
    private readonly wish: Wish,
  ) {
    const { minimum, maximum } = channel.actuator!;
    this.hasRange = minimum !== undefined && maximum !== undefined;
    this.number.inputMode = 'decimal';
    this.number.type = 'number';
    this.range.type = 'range';
    for (const input of [this.range, this.number]) {
      this.limit(input);
      // The slider sets while it is dragged; a number counts when it is whole.
      input.addEventListener(input === this.range ? 'input' : 'change', () => this.take(input));
    }
    this.range.setAttribute('aria-label', channel.label);
    this.number.setAttribute('aria-label', words.asNumber(channel.label));
    this.root = element('div', 'slider', ...(this.hasRange ? [this.range] : []), this.number, element('span', 'unit', this.symbol));
    this.show();
  }

  show(): void {
    const { value, isPending } = this.wish;
    const shown = (Number(value) / this.divisor).toFixed(this.decimals);
    this.root.classList.toggle('pending', isPending);
    this.move(this.range, shown);
    // Nobody is interrupted while typing.
    if (document.activeElement !== this.number || isPending) {
      this.move(this.number, shown);
    }
    this.range.setAttribute('aria-valuetext', `${shown} ${this.symbol}`);
    const { min, max } = this.range;
    this.range.style.setProperty('--share', `${(100 * (Number(shown) - Number(min))) / (Number(max) - Number(min))}%`);
  }

  /** What the registries call "/" people write as a percentage. */
  private get divisor(): number {
    return this.channel.unit === '/' ? 0.01 : 1;
  }

  private get symbol(): string {
    return symbolOf(this.channel.unit);
  }

  private get decimals(): number {
    return Math.max(0, this.channel.decimals + Math.round(Math.log10(this.divisor)));
  }

  private limit(input: HTMLInputElement): void {
    const { minimum, maximum, step } = this.channel.actuator!;
    const scaled = (value: number) => String(Number((value / this.divisor).toPrecision(12)));
    input.min = minimum === undefined ? '' : scaled(minimum);
    input.max = maximum === undefined ? '' : scaled(maximum);
    input.step = step ? scaled(step) : 'any';
  }

  private take(input: HTMLInputElement): void {
    const value = Number(input.value);
    if (input.value.trim() !== '' && Number.isFinite(value)) {
      this.wish.set(Number((value * this.divisor).toPrecision(12)));
    }
  }

  private move(input: HTMLInputElement, shown: string): void {
    if (input.value === '' || Number(input.value) !== Number(shown)) {
      input.value = shown;
    }
  }
}

/** A button that may want to be pressed twice. */
class Press implements Control {
  readonly root = element('button', '');
  /** When it stops to ask; 0 when it does not. */
  private asksUntil = 0;

  constructor(
    private readonly channel: Channel,
    private readonly wish: Wish,
  ) {
    this.root.type = 'button';
    this.root.addEventListener('click', () => this.press());
    this.show();
  }

  show(): void {
    if (performance.now() >= this.asksUntil) {
      this.asksUntil = 0;
    }
    const asks = this.asksUntil > 0;
    setText(this.root, asks ? words.SURE : words.PRESS);
    this.root.setAttribute('aria-label', asks ? words.pressAgain(this.channel.label) : words.press(this.channel.label));
    this.root.classList.toggle('pending', this.wish.isPending);
  }

  private press(): void {
    if (this.channel.actuator?.asksFirst && !this.asksUntil) {
      this.asksUntil = performance.now() + CONFIRM_TIME;
    } else {
      this.asksUntil = 0;
      this.wish.set(true);
    }
    this.show();
  }
}

/** A choice among texts of the device's, which are shown as they are. */
class Choice implements Control {
  readonly root = element('select', '');

  constructor(
    { label, actuator }: Channel,
    private readonly wish: Wish,
  ) {
    this.root.setAttribute('aria-label', label);
    this.root.append(...actuator!.options!.map((option) => new Option(option, option)));
    this.root.addEventListener('change', () => wish.set(this.root.value));
    this.show();
  }

  show(): void {
    const { value, isPending } = this.wish;
    this.root.classList.toggle('pending', isPending);
    if (document.activeElement !== this.root || isPending) {
      this.root.value = String(value ?? '');
    }
  }
}

class Field implements Control {
  readonly root = element('form', 'field');
  private readonly input = element('input', 'exact');

  constructor(
    { label, actuator }: Channel,
    private readonly wish: Wish,
  ) {
    const button = element('button', '', words.SET);
    const maxLength = actuator?.maxLength ?? Infinity;
    this.input.setAttribute('aria-label', label);
    this.root.append(this.input, button);
    this.input.addEventListener('input', () => {
      const isTooLong = new TextEncoder().encode(this.input.value).length > maxLength;
      this.input.setCustomValidity(isTooLong ? words.atMostBytes(maxLength) : '');
    });
    this.root.addEventListener('submit', (event) => {
      event.preventDefault();
      wish.set(this.input.value);
    });
    this.show();
  }

  show(): void {
    const { value, isPending } = this.wish;
    this.root.classList.toggle('pending', isPending);
    // Nobody is interrupted while typing, and what is written stays until it is sent or left.
    if (document.activeElement !== this.input && this.input.value === this.input.defaultValue) {
      this.input.value = this.input.defaultValue = String(value ?? '');
    } else if (isPending) {
      this.input.defaultValue = this.input.value;
    }
  }
}
