/** The menu of a card. */

import type { CardChoice, Scale } from '../arrangement';
import type { Card } from '../card';
import { element } from '../elements';
import type { Page } from '../main';
import type { Arrangement } from './arrange';
import { button, openDialog } from './dialogs';
import * as words from '../words/index';

/** More would make the menu too long to read. */
const MAX_PARTNERS = 8;

/** An entry that other modules add to the menu. */
export interface MenuItem {
  readonly text: string;
  /** Whether a setting is on; undefined for an action. */
  readonly isOn?: boolean;
  do(): void;
}

export type MenuSource = (card: Card) => readonly MenuItem[];

export class CardMenu {
  readonly sources: MenuSource[] = [];
  private readonly root = element('div', '');
  private owner: HTMLElement | undefined;

  constructor(
    private readonly page: Page,
    private readonly arrangement: Arrangement,
  ) {
    this.root.setAttribute('role', 'menu');
    this.root.addEventListener('keydown', (event) => this.onKey(event));
    addEventListener('pointerdown', ({ target }) => {
      if (!this.root.contains(target as Node) && !this.owner?.contains(target as Node)) {
        this.close();
      }
    });
    addEventListener('resize', () => this.close());
  }

  open(card: Card, owner: HTMLElement): void {
    const isOpen = this.owner === owner;
    this.close();
    if (isOpen) {
      return;
    }
    this.owner = owner;
    owner.setAttribute('aria-expanded', 'true');
    this.root.setAttribute('aria-label', words.optionsOf(card.group.fullTitle));
    this.root.replaceChildren(...this.groups(card).filter((items) => items.length).flatMap((items, i) => [...(i ? [element('hr', '')] : []), ...items]));
    // Within a landmark.
    document.querySelector('main')!.append(this.root);
    const { right, bottom, top } = owner.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = this.root;
    this.root.style.left = `${Math.max(4, right - offsetWidth) + scrollX}px`;
    this.root.style.top = `${Math.max(4, bottom + offsetHeight > innerHeight ? Math.min(top - offsetHeight, innerHeight - offsetHeight - 4) : bottom) + scrollY}px`;
    this.items[0]?.focus({ preventScroll: true });
  }

  private get items(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('button')];
  }

  private close(): void {
    if (this.owner) {
      this.owner.setAttribute('aria-expanded', 'false');
      if (this.root.contains(document.activeElement)) {
        this.owner.focus({ preventScroll: true });
      }
      this.owner = undefined;
      this.root.remove();
    }
  }

  private groups(card: Card): HTMLElement[][] {
    const { arrangement, page } = this;
    const { choice, channels, kind } = card.group;
    const { all } = page.cards;
    const place = all.indexOf(card);
    const size: MenuItem[] = [
      { text: words.WIDE, isOn: choice.isWide === true, do: () => arrangement.adjust(card, (own) => toggle(own, 'isWide')) },
      { text: words.TALL, isOn: choice.isTall === true, do: () => arrangement.adjust(card, (own) => toggle(own, 'isTall')) },
    ];
    const order: MenuItem[] = [
      ...(place > 0 ? [{ text: words.MOVE_FORWARD, do: () => arrangement.move(card, -1) }] : []),
      ...(place < all.length - 1 ? [{ text: words.MOVE_BACK, do: () => arrangement.move(card, 1) }] : []),
      { text: words.HIDE, do: () => arrangement.hide(card) },
      { text: words.COPY_LINK_TO_CHART, do: () => void arrangement.copyLink(`#chart=${channels.map(({ name }) => encodeURIComponent(name)).join()}`) },
    ];
    const partners = all.filter((other) => arrangement.canCombine(card, other)).slice(0, MAX_PARTNERS);
    const combine: MenuItem[] = [
      ...(kind === 'chart' && channels.length > 1 ? [{ text: words.TAKE_APART, do: () => arrangement.takeApart(card) }] : []),
      ...partners.map((other) => ({ text: words.combineWith(other.group.fullTitle), do: () => arrangement.combine(card, other) })),
    ];
    const axis: MenuItem[] = kind === 'chart' ? [...this.axisItems(card), this.spectrumItem(card)] : [];
    return [size, order, combine, axis, this.sources.flatMap((source) => source(card))].map((items) => items.map((item) => this.item(item)));
  }

  /** It needs room. */
  private spectrumItem(card: Card): MenuItem {
    const isOn = card.group.choice.hasSpectrum === true;
    const change = (own: CardChoice) => {
      for (const name of ['hasSpectrum', 'isWide', 'isTall'] as const) {
        isOn ? delete own[name] : (own[name] = true);
      }
    };
    return { text: words.SPECTRUM, isOn, do: () => this.arrangement.adjust(card, change) };
  }

  private axisItems(card: Card): MenuItem[] {
    const { scale } = card.group.choice;
    const set = (next: Scale | undefined) =>
      this.arrangement.adjust(card, (own) => {
        delete own.scale;
        if (next) {
          own.scale = next;
        }
      });
    return [
      { text: words.RANGE_AUTOMATIC, isOn: scale === undefined, do: () => set(undefined) },
      { text: words.RANGE_LOGARITHMIC, isOn: scale === 'log', do: () => set('log') },
      { text: words.RANGE_FIXED, isOn: Array.isArray(scale), do: () => this.promptRange(card, set) },
    ];
  }

  private promptRange(card: Card, set: (scale: Scale) => void): void {
    const { scale, units } = card.group.choice.scale ? { ...card.group, scale: card.group.choice.scale } : { ...card.group, scale: undefined };
    const inputs = [words.FROM, words.UNTIL].map((name, i) => {
      const input = element('input', '');
      input.type = 'number';
      input.step = 'any';
      input.value = Array.isArray(scale) ? String(scale[i]) : '';
      input.setAttribute('aria-label', name);
      return input;
    });
    const problem = element('p', 'control-note', '');
    problem.setAttribute('role', 'alert');
    const dialog = openDialog(
      words.rangeOf(card.group.fullTitle),
      [element('p', '', words.inUnit(units[0] ?? '')), ...inputs.map((input, i) => element('label', '', i ? words.UNTIL : words.FROM, input)), problem],
      {
        buttons: [
          button(words.SET, () => {
            const [from, to] = inputs.map(({ value }) => (value === '' ? NaN : Number(value))) as [number, number];
            if (from < to) {
              dialog.close();
              set([from, to]);
            } else {
              problem.textContent = words.NOT_BELOW;
            }
          }),
        ],
      },
    );
  }

  private item({ text, isOn, do: act }: MenuItem): HTMLElement {
    const made = button(isOn === undefined ? text : `${isOn ? '✓' : '\u2003'} ${text}`, () => {
      this.close();
      act();
    });
    made.setAttribute('role', isOn === undefined ? 'menuitem' : 'menuitemcheckbox');
    made.tabIndex = -1;
    if (isOn !== undefined) {
      made.setAttribute('aria-checked', String(isOn));
      made.setAttribute('aria-label', text);
    }
    return made;
  }

  private onKey(event: KeyboardEvent): void {
    const { items } = this;
    const at = items.indexOf(document.activeElement as HTMLElement);
    const next: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 };
    if (event.key in next) {
      event.preventDefault();
      items[next[event.key]! % items.length]!.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      this.close();
    }
  }
}

function toggle(choice: { isWide?: true; isTall?: true }, name: 'isWide' | 'isTall'): void {
  if (choice[name]) {
    delete choice[name];
  } else {
    choice[name] = true;
  }
}
