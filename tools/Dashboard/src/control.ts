/** What an actuator is set with: a switch, or a slider with a number. */

import { element, setText } from './elements';
import type { Channel } from './store';
import { format, isScaled, scaleOf } from './units';
import type { Wish } from './wish';

export interface Control {
  readonly root: HTMLElement;
  /** Moves to where the wish or the device stands. */
  show(): void;
}

/** @returns Nothing for text, which has no control. */
export function controlFor(channel: Channel, wish: Wish): Control | undefined {
  if (!channel.actuator || channel.kind === 'text') {
    return undefined;
  }
  return channel.kind === 'boolean' ? new Switch(channel, wish) : new Slider(channel, wish);
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
    this.number.setAttribute('aria-label', `${channel.label}, as a number`);
    this.root = element('div', 'slider', ...(this.hasRange ? [this.range] : []), this.number, element('span', 'unit', this.symbol));
    this.show();
  }

  show(): void {
    const { value, isPending } = this.wish;
    const shown = format(Number(value), this.scale, this.decimals);
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

  private get scale(): { divisor: number; symbol: string } {
    // Bytes would change their symbol on the way.
    return isScaled(this.channel.unit) ? { divisor: 1, symbol: 'B' } : scaleOf(this.channel.unit, 0);
  }

  private get symbol(): string {
    return this.scale.symbol;
  }

  private get decimals(): number {
    return this.channel.decimals;
  }

  private limit(input: HTMLInputElement): void {
    const { minimum, maximum, step } = this.channel.actuator!;
    const scaled = (value: number) => String(Number((value / this.scale.divisor).toPrecision(12)));
    input.min = minimum === undefined ? '' : scaled(minimum);
    input.max = maximum === undefined ? '' : scaled(maximum);
    input.step = step ? scaled(step) : 'any';
  }

  private take(input: HTMLInputElement): void {
    const value = Number(input.value);
    if (input.value.trim() !== '' && Number.isFinite(value)) {
      this.wish.set(Number((value * this.scale.divisor).toPrecision(12)));
    }
  }

  private move(input: HTMLInputElement, shown: string): void {
    if (input.value !== shown && Number(input.value) !== Number(shown)) {
      input.value = shown;
    }
  }
}

/** The words under a control. They are read out when they change. */
export class ControlNote {
  readonly root = element('p', 'control-note');

  constructor(private readonly wish: Wish) {
    this.root.setAttribute('role', 'status');
  }

  show(): void {
    setText(this.root, this.wish.refusal);
  }
}
