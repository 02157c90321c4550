/** The arrangement of the page: its dialog, and the changes by a card's menu and by dragging. */

import type { CardChoice } from '../arrangement';
import { MAX_UNITS } from '../arrangement';
import type { Card } from '../card';
import type { Page } from '../main';
import { nameOf } from '../readout';
import { DENSITIES, SCHEMES } from '../settings';
import { button, checkbox, choice, openDialog } from './dialogs';
import { element } from '../elements';
import * as words from '../words/index';

export class Arrangement {
  constructor(private readonly page: Page) {}

  openDialog(): void {
    const { page } = this;
    const { settings } = page;
    const { density, scheme, isPerChannel } = settings.now;
    const list = element('div', '');
    const fill = () => list.replaceChildren(...page.store.ordered.map((channel) => this.visibility(channel.name, nameOf({ channel, label: channel.fullLabel }, 'span'))));
    fill();
    openDialog(
      words.ARRANGE,
      [
        element('p', '', words.HOW_TO_ARRANGE),
        choice(words.CHARTS, [['unit', words.FOR_EACH_UNIT], ['channel', words.FOR_EACH_CHANNEL]], isPerChannel ? 'channel' : 'unit', (value) =>
          settings.change({ isPerChannel: value === 'channel', cards: [] }),
        ),
        choice(words.DENSITY, DENSITIES.map((name) => [name, words.DENSITIES[name]] as const), density, (value) => settings.change({ density: value })),
        choice(words.COLOURS, SCHEMES.map((name) => [name, words.SCHEMES[name]] as const), scheme, (value) => settings.change({ scheme: value })),
        element('fieldset', '', element('legend', '', words.CHANNELS), list),
      ],
      {
        buttons: [
          button(words.SHOW_ALL, () => {
            settings.change({ hidden: [] });
            fill();
          }),
          button(words.COPY_LINK, () => void this.copyLink()),
          button(words.RESET, () => {
            settings.reset();
            fill();
          }),
        ],
        done: words.DONE,
      },
    );
  }

  /** Moves a card by so many places. */
  move(card: Card, by: number): void {
    const at = this.page.cards.all.indexOf(card);
    this.moveTo(card, at + by);
  }

  moveTo(card: Card, place: number): void {
    const at = this.page.cards.all.indexOf(card);
    this.change((cards) => {
      const [moved] = cards.splice(at, 1);
      cards.splice(Math.max(0, Math.min(cards.length, place)), 0, moved!);
    });
  }

  /** Changes the choice of one card. */
  adjust(card: Card, change: (choice: CardChoice) => void): void {
    const at = this.page.cards.all.indexOf(card);
    this.change((cards) => change(cards[at]!));
  }

  /** Whether one chart can have the channels of both. */
  canCombine(one: Card, other: Card): boolean {
    return one !== other && one.group.kind === 'chart' && other.group.kind === 'chart' && unitsOf(one, other).size <= MAX_UNITS;
  }

  /** Gives the channels of one chart to the other. */
  combine(one: Card, other: Card): void {
    const { all } = this.page.cards;
    const [from, to] = [all.indexOf(one), all.indexOf(other)];
    this.change((cards) => {
      cards[to]!.channels.push(...cards[from]!.channels);
      delete cards[to]!.scale;
      cards.splice(from, 1);
    });
  }

  takeApart(card: Card): void {
    const at = this.page.cards.all.indexOf(card);
    this.change((cards) => {
      cards.splice(at, 1, ...card.group.channels.map(({ name }): CardChoice => ({ kind: 'chart', channels: [name] })));
    });
  }

  hide(card: Card): void {
    const names = card.group.channels.map(({ name }) => name);
    this.page.settings.change((choices) => {
      choices.hidden = [...new Set([...choices.hidden, ...names])];
    });
    this.page.announce(words.isHidden(card.group.fullTitle));
  }

  /** Stores the present arrangement, then changes it. */
  private change(change: (cards: CardChoice[]) => void): void {
    const cards = this.page.cards.all.map(({ group: { choice, channels } }) => ({
      ...choice,
      channels: choice.kind === 'chart' ? channels.map(({ name }) => name) : [],
    }));
    change(cards);
    this.page.settings.change({ cards });
  }

  private visibility(name: string, label: HTMLElement): HTMLElement {
    const { settings } = this.page;
    return checkbox(label, !settings.now.hidden.includes(name), (isShown) =>
      settings.change((choices) => {
        choices.hidden = choices.hidden.filter((hidden) => hidden !== name);
        if (!isShown) {
          choices.hidden.push(name);
        }
      }),
    );
  }

  /** @param fragment Of an address that shows the same in another browser. */
  async copyLink(fragment = this.page.settings.fragment): Promise<void> {
    history.replaceState(undefined, '', fragment);
    try {
      await navigator.clipboard.writeText(location.href);
      this.page.announce(words.LINK_COPIED);
    } catch {
      // Only pages of a trustworthy origin may use the clipboard.
      this.page.announce(words.LINK_IN_ADDRESS);
    }
  }
}

function unitsOf(...cards: Card[]): Set<string> {
  return new Set(cards.flatMap(({ group }) => group.channels.map(({ unit }) => unit)));
}
