/** All cards: made, put in their places and drawn. */

import type { Group } from './arrangement';
import { Card, type Surroundings } from './card';
import { type Cell, plan, type SizeRequest, STEPS } from './placement';
import type { Density } from './settings';

/** In milliseconds: the time for charts in one frame. The other charts are drawn in the next one. */
const BUDGET = 9;

const CELLS: Readonly<Record<Density, Cell>> = {
  compact: { width: 340, height: 210 },
  comfortable: { width: 500, height: 310 },
};

/** So many channels make a chart wide, and so many tall too. */
const WIDE = 9;
const TALL = 17;

/** In pixels: the height of a card without its rows, and of a row. */
const FRAME = 62;
const LANE = 28;
const CONTROL = 44;

export class Cards {
  private readonly cards = new Map<string, Card>();
  private readonly watched = new WeakMap<Element, Card>();
  private readonly watching: IntersectionObserver;
  private order: Card[] = [];
  private density: Density = 'compact';
  /** The card that the next frame begins with. */
  private next = 0;

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
      { rootMargin: '25%' },
    );
    new ResizeObserver(() => this.place()).observe(host.parentElement!);
  }

  get all(): readonly Card[] {
    return this.order;
  }

  /** Whether a chart must be drawn again. */
  get isDue(): boolean {
    return this.order.some((card) => card.isDue);
  }

  /** Creates new cards, removes those that are no longer needed and keeps the others. */
  arrange(groups: readonly Group[], density: Density): void {
    this.density = density;
    const wanted = new Set(groups.map(keyOf));
    for (const [key, card] of this.cards) {
      if (!wanted.has(key)) {
        this.watching.unobserve(card.root);
        card.destroy();
        this.cards.delete(key);
      }
    }
    let previous: Element | undefined;
    this.order = groups.map((group) => {
      const card = this.cards.get(keyOf(group)) ?? this.make(group);
      card.group = group;
      const { root } = card;
      // Moving an element removes the focus from its content.
      if (root.previousElementSibling !== (previous ?? null) || !root.isConnected) {
        previous ? previous.after(root) : this.host.prepend(root);
      }
      previous = root;
      return card;
    });
    this.place();
  }

  /** Draws the changed charts, as many as a frame has time for. @returns Whether that was all. */
  draw(): boolean {
    const start = performance.now();
    const { length } = this.order;
    for (let i = 0; i < length; i++) {
      const card = this.order[(this.next + i) % length]!;
      if (card.isDue) {
        if (performance.now() - start > BUDGET) {
          this.next = (this.next + i) % length;
          return false;
        }
        card.draw();
      }
    }
    return !this.isDue;
  }

  /** Puts each card in its place. */
  place(): void {
    const { host, order } = this;
    if (!order.length) {
      return;
    }
    const { paddingLeft, paddingTop } = getComputedStyle(host);
    const footer = host.nextElementSibling?.getBoundingClientRect().height ?? 0;
    const room = {
      width: host.clientWidth - 2 * parseFloat(paddingLeft),
      height: innerHeight - host.offsetTop - footer - 2 * parseFloat(paddingTop),
    };
    const cell = CELLS[this.density];
    const { columns, rows, height, places } = plan(
      order.map(({ group }) => sizeOf(group)),
      room,
      cell,
    );
    host.classList.toggle('single', !height);
    host.style.gridTemplateColumns = `repeat(${columns * STEPS}, minmax(0, 1fr))`;
    host.style.gridTemplateRows = rows.join(' ');
    host.style.height = height ? `${height + 2 * parseFloat(paddingTop)}px` : '';
    order.forEach(({ root }, i) => {
      const { x, y, width, height } = places[i]!;
      root.style.gridArea = `${y + 1} / ${x + 1} / span ${height} / span ${width}`;
    });
  }

  private make(group: Group): Card {
    const card = new Card(group, this.surroundings);
    card.root.setAttribute('aria-labelledby', card.root.querySelector('h2')!.id);
    this.cards.set(keyOf(group), card);
    this.watched.set(card.root, card);
    this.watching.observe(card.root);
    return card;
  }
}

function keyOf({ key }: Group): string {
  return key;
}

function sizeOf({ kind, channels, choice }: Group): SizeRequest {
  const isChart = kind === 'chart';
  const { length } = channels;
  return {
    width: choice.isWide || (isChart && length >= WIDE) ? 2 : 1,
    height: choice.isTall || (isChart && length >= TALL) ? 2 : 1,
    needed: isChart ? 0 : FRAME + length * (kind === 'controls' ? CONTROL : LANE),
  };
}
