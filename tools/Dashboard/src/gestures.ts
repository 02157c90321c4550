/** Pointer, wheel and keys on a chart: they move the cursor and zoom all charts. */

import type { View } from './view';

/** A press that moves less is a click, in pixels. */
const LEAST_DRAG = 6;
const WHEEL_ZOOM = 0.01;
const KEY_ZOOM = 0.5;
const KEY_PAN = 0.25;
const CURSOR_STEPS = 60;

/**
 * @param host Takes the keys.
 * @param over What lies over the drawing's area.
 * @param selection Shows what is dragged over.
 */
export function listenForGestures(host: HTMLElement, over: HTMLElement, selection: HTMLElement, view: View): void {
  /** Where each finger that is down holds the time, or the mouse button was pressed. */
  const held = new Map<number, { time: number; x: number }>();

  const xOf = (event: MouseEvent) => event.clientX - over.getBoundingClientRect().left;
  const timeAt = (x: number) => {
    const { from, to } = view.span;
    return from + (Math.min(1, Math.max(0, x / over.clientWidth))) * (to - from);
  };

  over.addEventListener('pointerdown', (event) => {
    if (event.button === 0) {
      over.setPointerCapture(event.pointerId);
      held.set(event.pointerId, { time: timeAt(xOf(event)), x: xOf(event) });
    }
  });

  over.addEventListener('pointermove', (event) => {
    const x = xOf(event);
    const start = held.get(event.pointerId);
    if (start && held.size === 2) {
      pinch(event.pointerId, x);
      return;
    }
    view.point(timeAt(x));
    if (start && event.pointerType === 'mouse') {
      showSelection(start.x, x);
    }
  });

  over.addEventListener('pointerup', (event) => {
    const start = held.get(event.pointerId);
    const x = xOf(event);
    release(event);
    if (start && event.pointerType === 'mouse' && Math.abs(x - start.x) >= LEAST_DRAG) {
      const end = timeAt(x);
      view.zoomTo(Math.min(start.time, end), Math.max(start.time, end));
    }
  });
  over.addEventListener('pointercancel', release);
  over.addEventListener('pointerleave', (event) => {
    if (!held.has(event.pointerId)) {
      view.point(undefined);
    }
  });
  over.addEventListener('dblclick', () => view.leaveZoom());

  over.addEventListener(
    'wheel',
    (event) => {
      // A pinch on a touch pad comes as a wheel with Ctrl. Without it the wheel scrolls the page.
      if (event.ctrlKey) {
        event.preventDefault();
        view.zoomBy(Math.exp(event.deltaY * WHEEL_ZOOM), timeAt(xOf(event)));
      } else if (view.zoom && Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault();
        view.pan(event.deltaX / over.clientWidth);
      }
    },
    { passive: false },
  );

  host.addEventListener('keydown', (event) => {
    const action = keys[event.key];
    if (action && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      action(event.shiftKey);
    }
  });
  host.addEventListener('blur', () => view.point(undefined));

  const keys: Readonly<Record<string, (isShifted: boolean) => void>> = {
    '+': () => view.zoomBy(KEY_ZOOM, centre()),
    '=': () => view.zoomBy(KEY_ZOOM, centre()),
    '-': () => view.zoomBy(1 / KEY_ZOOM, centre()),
    ArrowLeft: (isShifted) => (isShifted ? view.pan(-KEY_PAN) : step(-1)),
    ArrowRight: (isShifted) => (isShifted ? view.pan(KEY_PAN) : step(1)),
    Escape: () => view.leaveZoom(),
  };

  function centre(): number {
    return view.cursor ?? (view.span.from + view.span.to) / 2;
  }

  function step(direction: number): void {
    const { from, to } = view.span;
    const time = (view.cursor ?? to) + (direction * (to - from)) / CURSOR_STEPS;
    view.point(Math.min(to, Math.max(from, time)));
  }

  /** Both fingers keep the times that they hold. */
  function pinch(id: number, x: number): void {
    const other = [...held].find(([pointer]) => pointer !== id)![1];
    const finger = held.get(id)!;
    finger.x = x;
    const perPixel = (finger.time - other.time) / (finger.x - other.x);
    if (perPixel > 0 && Number.isFinite(perPixel)) {
      const from = finger.time - finger.x * perPixel;
      view.zoomTo(from, from + over.clientWidth * perPixel);
    }
  }

  function showSelection(start: number, x: number): void {
    const end = Math.min(over.clientWidth, Math.max(0, x));
    selection.hidden = Math.abs(end - start) < LEAST_DRAG;
    Object.assign(selection.style, { left: `${Math.min(start, end)}px`, width: `${Math.abs(end - start)}px` });
  }

  function release(event: PointerEvent): void {
    held.delete(event.pointerId);
    selection.hidden = true;
    if (event.pointerType !== 'mouse') {
      view.point(undefined);
    }
  }
}
