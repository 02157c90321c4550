/** All cards: made, put in order and drawn. */

import { Card, type Surroundings } from './card';
import type { Group } from './groups';

export class Cards {
  private readonly cards = new Map<string, Card>();
  private readonly watched = new WeakMap<Element, Card>();
  private readonly watching: IntersectionObserver;

  constructor(
    private readonly host: HTMLElement,
    private readonly surroundings: Surroundings,
  ) {
    this.watching = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const card = this.watched.get(target);
          if (card) {
            card.isInView = isIntersecting;
          }
        }
        surroundings.redraw();
      },
      { rootMargin: '50%' },
    );
  }

  get all(): Iterable<Card> {
    return this.cards.values();
  }

  /** Makes the cards that are new, removes those that are not wanted and leaves the rest alone. */
  arrange(groups: readonly Group[]): void {
    const wanted = new Set(groups.map(({ key }) => key));
    for (const [key, card] of this.cards) {
      if (!wanted.has(key)) {
        this.watching.unobserve(card.root);
        card.destroy();
        this.cards.delete(key);
      }
    }
    let previous: Element | undefined;
    for (const group of groups) {
      const { root } = this.cards.get(group.key) ?? this.make(group);
      // Moving an element takes the focus from what is inside.
      if (root.previousElementSibling !== (previous ?? null) || !root.isConnected) {
        previous ? previous.after(root) : this.host.prepend(root);
      }
      previous = root;
    }
  }

  private make(group: Group): Card {
    const card = new Card(group, this.surroundings);
    card.root.setAttribute('aria-labelledby', `card-${group.channels[0]!.index}`);
    this.cards.set(group.key, card);
    this.watched.set(card.root, card);
    this.watching.observe(card.root);
    return card;
  }
}
