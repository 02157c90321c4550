/** The controls of actuators: a switch, a slider with a number, a field for text, a choice, or a button. */

import { element, setText } from './elements';
import { nameOf, type Readout } from './readout';
import type { Channel } from './store';
import { symbolOf } from './units';
import { type Set, SetRequest } from './setRequest';
import * as words from './words/index';

/** How long a button waits to be pressed again, in milliseconds. */
const CONFIRM_TIME = 5000;

export interface Control {
  readonly root: HTMLElement;
  /** Moves to the value of the request or the device. */
  show(): void;
}

/** An actuator on a line: its name, its state on the device, and its control. */
export class ControlRow {
  readonly root: HTMLElement;
  private readonly control: Control;
  /** Read out when it changes. */
  private readonly refusal = element('p', 'control-note');
  private readonly request: SetRequest;

  constructor(readout: Readout, set: Set) {
    const { channel, value, unit, note } = readout;
    this.request = new SetRequest(channel, set, () => this.show());
    this.control = controlFor(channel, this.request);
    this.refusal.setAttribute('role', 'status');
    // A button has no readings.
    const state = element('span', 'state', ...(channel.actuator?.isButton ? [] : [value, ' ', unit, ' ', note]));
    this.root = element('li', channel.kind, nameOf(readout, 'span'), state, this.control.root, this.refusal);
  }

  show(): void {
    this.request.settle();
    this.control.show();
    setText(this.refusal, this.request.refusal);
  }
}

function controlFor(channel: Channel, request: SetRequest): Control {
  if (channel.actuator?.isButton) {
    return new Press(channel, request);
  }
  if (channel.actuator?.options) {
    return new Choice(channel, request);
  }
  switch (channel.kind) {
    case 'boolean':
      return new Switch(channel, request);
    case 'text':
      return new Field(channel, request);
    default:
      return new Slider(channel, request);
  }
}

class Switch implements Control {
  readonly root = element('button', 'switch');

  constructor(
    { fullLabel }: Channel,
    private readonly request: SetRequest,
  ) {
    this.root.type = 'button';
    this.root.setAttribute('role', 'switch');
    this.root.setAttribute('aria-label', fullLabel);
    this.root.addEventListener('click', () => request.set(request.value !== true));
    this.show();
  }

  show(): void {
    this.root.setAttribute('aria-checked', String(this.request.value === true));
    this.root.classList.toggle('pending', this.request.isPending);
  }
}

class Slider implements Control {
  readonly root: HTMLElement;
  private readonly number = element('input', 'exact');
  private readonly range = element('input', 'range');
  private readonly hasRange: boolean;

  constructor(
    private readonly channel: Channel,
    private readonly request: SetRequest,
  ) {
    const { minimum, maximum } = channel.actuator!;
    this.hasRange = minimum !== undefined && maximum !== undefined;
    this.number.inputMode = 'decimal';
    this.number.type = 'number';
    this.range.type = 'range';
    for (const input of [this.range, this.number]) {
      this.limit(input);
      // The slider sets while it is dragged; a number is sent when it is complete.
      input.addEventListener(input === this.range ? 'input' : 'change', () => this.take(input));
    }
    this.range.setAttribute('aria-label', channel.fullLabel);
    this.number.setAttribute('aria-label', words.asNumber(channel.fullLabel));
    this.root = element('div', 'slider', ...(this.hasRange ? [this.range] : []), this.number, element('span', 'unit', this.symbol));
    this.show();
  }

  show(): void {
    const { value, isPending } = this.request;
    const shown = (Number(value) / this.divisor).toFixed(this.decimals);
    this.root.classList.toggle('pending', isPending);
    this.move(this.range, shown);
    // A visitor is not interrupted while typing.
    if (document.activeElement !== this.number || isPending) {
      this.move(this.number, shown);
    }
    this.range.setAttribute('aria-valuetext', `${shown} ${this.symbol}`);
    const { min, max } = this.range;
    this.range.style.setProperty('--share', `${(100 * (Number(shown) - Number(min))) / (Number(max) - Number(min))}%`);
  }

  /** The unit "/" of the registries is shown as a percentage. */
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
      this.request.set(Number((value * this.divisor).toPrecision(12)));
    }
  }

  private move(input: HTMLInputElement, shown: string): void {
    if (input.value === '' || Number(input.value) !== Number(shown)) {
      input.value = shown;
    }
  }
}

/** A button that may need to be pressed twice. */
class Press implements Control {
  readonly root = element('button', '');
  /** Until when it waits for the second press; 0 if it does not. */
  private confirmsUntil = 0;

  constructor(
    private readonly channel: Channel,
    private readonly request: SetRequest,
  ) {
    this.root.type = 'button';
    this.root.addEventListener('click', () => this.press());
    this.show();
  }

  show(): void {
    if (performance.now() >= this.confirmsUntil) {
      this.confirmsUntil = 0;
    }
    const confirms = this.confirmsUntil > 0;
    setText(this.root, confirms ? words.SURE : words.PRESS);
    this.root.setAttribute('aria-label', confirms ? words.pressAgain(this.channel.fullLabel) : words.press(this.channel.fullLabel));
    this.root.classList.toggle('pending', this.request.isPending);
  }

  private press(): void {
    if (this.channel.actuator?.needsConfirmation && !this.confirmsUntil) {
      this.confirmsUntil = performance.now() + CONFIRM_TIME;
    } else {
      this.confirmsUntil = 0;
      this.request.set(true);
    }
    this.show();
  }
}

/** A choice among the device's texts, which are shown as they are. */
class Choice implements Control {
  readonly root = element('select', '');

  constructor(
    { fullLabel, actuator }: Channel,
    private readonly request: SetRequest,
  ) {
    this.root.setAttribute('aria-label', fullLabel);
    this.root.append(...actuator!.options!.map((option) => new Option(option, option)));
    this.root.addEventListener('change', () => request.set(this.root.value));
    this.show();
  }

  show(): void {
    const { value, isPending } = this.request;
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
    { fullLabel, actuator }: Channel,
    private readonly request: SetRequest,
  ) {
    const button = element('button', '', words.SET);
    const maxLength = actuator?.maxLength ?? Infinity;
    this.input.setAttribute('aria-label', fullLabel);
    this.root.append(this.input, button);
    this.input.addEventListener('input', () => {
      const isTooLong = new TextEncoder().encode(this.input.value).length > maxLength;
      this.input.setCustomValidity(isTooLong ? words.atMostBytes(maxLength) : '');
    });
    this.root.addEventListener('submit', (event) => {
      event.preventDefault();
      request.set(this.input.value);
    });
    this.show();
  }

  show(): void {
    const { value, isPending } = this.request;
    this.root.classList.toggle('pending', isPending);
    // A visitor is not interrupted while typing, and the text stays until it is sent or the field loses the focus.
    if (document.activeElement !== this.input && this.input.value === this.input.defaultValue) {
      this.input.value = this.input.defaultValue = String(value ?? '');
    } else if (isPending) {
      this.input.defaultValue = this.input.value;
    }
  }
}
