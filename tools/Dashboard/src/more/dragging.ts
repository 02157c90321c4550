/** Dragging a card by its head moves it between others, or combines it with a chart that it is dropped on. */

import type { Card } from '../card';
import type { Page } from '../main';
import type { Arrangement } from './arrange';

/** In pixels; a press that moves less is a click. */
const MIN_DISTANCE = 8;

/** The middle of a card, as a share of its width, is where a chart is dropped to be combined. */
const MIDDLE = 0.4;

export function listenForDragging(page: Page, arrangement: Arrangement, host: HTMLElement): void {
  let dragged: Card | undefined;
  let start = { x: 0, y: 0 };
  let isMoving = false;
  let target: { card: Card; place: 'before' | 'after' | 'into' } | undefined;

  const cardAt = (element: EventTarget | null) => page.cards.all.find(({ root }) => element instanceof Node && root.contains(element));
  const mark = (next: typeof target) => {
    target?.card.root.removeAttribute('data-drop');
    target = next;
    target?.card.root.setAttribute('data-drop', target.place);
  };
  const end = () => {
    dragged?.root.classList.remove('dragged');
    mark(undefined);
    dragged = undefined;
    isMoving = false;
  };

  host.addEventListener('pointerdown', (event) => {
    const { target: pressed } = event;
    const isHead = pressed instanceof Element && pressed.closest('.head') && !pressed.closest('button');
    if (isHead && event.button === 0 && event.pointerType === 'mouse') {
      event.preventDefault();
      dragged = cardAt(pressed);
      start = { x: event.clientX, y: event.clientY };
    }
  });
  addEventListener('pointermove', (event) => {
    if (!dragged || (!isMoving && Math.hypot(event.clientX - start.x, event.clientY - start.y) < MIN_DISTANCE)) {
      return;
    }
    isMoving = true;
    dragged.root.classList.add('dragged');
    const card = cardAt(document.elementFromPoint(event.clientX, event.clientY));
    if (!card || card === dragged) {
      mark(undefined);
      return;
    }
    const { left, width } = card.root.getBoundingClientRect();
    const share = (event.clientX - left) / width;
    const isInto = Math.abs(share - 0.5) < MIDDLE / 2 && arrangement.canCombine(dragged, card);
    mark({ card, place: isInto ? 'into' : share < 0.5 ? 'before' : 'after' });
  });
  addEventListener('pointerup', () => {
    const [from, to] = [dragged, target];
    end();
    if (from && to) {
      if (to.place === 'into') {
        arrangement.combine(from, to.card);
      } else {
        const { all } = page.cards;
        const [at, place] = [all.indexOf(from), all.indexOf(to.card) + (to.place === 'after' ? 1 : 0)];
        arrangement.moveTo(from, place > at ? place - 1 : place);
      }
    }
  });
  addEventListener('pointercancel', end);
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      end();
    }
  });
}
