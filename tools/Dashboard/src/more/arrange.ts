/** What is shown and how: the dialog for that, and the changes that the menu of a card and dragging make. */

import type { CardChoice } from '../arrangement';
import { MOST_UNITS } from '../arrangement';
import type { Card } from '../card';
import type { Page } from '../main';
import { nameOf } from '../readout';
import { DENSITIES, type Density, type Scheme, SCHEMES } from '../settings';
import { button, checkbox, choice, openDialog } from './dialogs';
import { element } from '../elements';

const SCHEME_NAMES: Readonly<Record<Scheme, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' };
const DENSITY_NAMES: Readonly<Record<Density, string>> = { compact: 'Compact', comfortable: 'Comfortable' };

export class Arrangement {
  constructor(private readonly page: Page) {}

  openDialog(): void {
    const { page } = this;
    const { settings } = page;
    const { density, scheme, isPerChannel } = settings.now;
    const list = element('div', '');
    const fill = () => list.replaceChildren(...[...page.store.channels.values()].map((channel) => this.visibility(channel.name, nameOf(channel, 'span'))));
    fill();
    openDialog(
      'Arrange',
      [
        element('p', '', 'Drag a card by its title, or use its menu, to move, resize, combine and split charts.'),
        choice('Charts', [['unit', 'One for each unit'], ['channel', 'One for each channel']], isPerChannel ? 'channel' : 'unit', (value) =>
          settings.change({ isPerChannel: value === 'channel', cards: [] }),
        ),
        choice('Density', DENSITIES.map((name) => [name, DENSITY_NAMES[name]] as const), density, (value) => settings.change({ density: value })),
        choice('Colours', SCHEMES.map((name) => [name, SCHEME_NAMES[name]] as const), scheme, (value) => settings.change({ scheme: value })),
        element('fieldset', '', element('legend', '', 'Channels'), list),
      ],
      {
        buttons: [
          button('Show all', () => {
            settings.change({ hidden: [] });
            fill();
          }),
          button('Copy link', () => void this.copyLink()),
          button('Reset', () => {
            settings.reset();
            fill();
          }),
        ],
        done: 'Done',
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
    return one !== other && one.group.kind === 'chart' && other.group.kind === 'chart' && unitsOf(one, other).size <= MOST_UNITS;
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
    this.page.announce(`${card.group.title} is hidden. Arrange shows it again.`);
  }

  /** Writes down how the cards are, then changes that. */
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

  private async copyLink(): Promise<void> {
    const { fragment } = this.page.settings;
    history.replaceState(undefined, '', fragment);
    try {
      await navigator.clipboard.writeText(location.href);
      this.page.announce('The link is copied.');
    } catch {
      // Only pages of a trustworthy origin may use the clipboard.
      this.page.announce('The address of this page now opens the same view.');
    }
  }
}

function unitsOf(...cards: Card[]): Set<string> {
  return new Set(cards.flatMap(({ group }) => group.channels.map(({ unit }) => unit)));
}
