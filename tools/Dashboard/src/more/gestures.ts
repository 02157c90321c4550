/** Fingers, wheel and keys on a chart, which uPlot does not handle. They move its cursor and zoom all charts. */

import type uPlot from 'uplot';
import type { View } from '../view';

const WHEEL_ZOOM = 0.01;
const KEY_ZOOM = 0.5;
const KEY_PAN = 0.25;
const CURSOR_STEPS = 60;

/** Off the chart, as uPlot has it. */
const NOWHERE = { left: -10, top: -10 };

/** @param host Takes the keys. */
export function listenForGestures(host: HTMLElement, plot: uPlot, view: View): void {
  const { over } = plot;
  /** The time under each finger at its start. */
  const held = new Map<number, { time: number; x: number }>();

  const xOf = (event: MouseEvent) => event.clientX - over.getBoundingClientRect().left;
  const timeAt = (x: number) => plot.posToVal(Math.min(over.clientWidth, Math.max(0, x)), 'x');
  /** Moves the cursors of all charts: uPlot's third parameter, which its types lack, forwards it. */
  const point = (left: number) =>
    (plot.setCursor as (position: object, fires: boolean, publishes: boolean) => void)(left < 0 ? NOWHERE : { left, top: 0 }, true, true);

  over.addEventListener('pointerdown', (event) => {
    if (event.pointerType !== 'mouse') {
      held.set(event.pointerId, { time: timeAt(xOf(event)), x: xOf(event) });
    }
  });
  over.addEventListener('pointermove', (event) => {
    const finger = held.get(event.pointerId);
    if (finger) {
      finger.x = xOf(event);
      if (held.size === 2) {
        pinch();
      } else {
        point(Math.min(over.clientWidth, Math.max(0, finger.x)));
      }
    }
  });
  for (const end of ['pointerup', 'pointercancel'] as const) {
    over.addEventListener(end, (event) => {
      if (held.delete(event.pointerId)) {
        point(-1);
      }
    });
  }

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

  /** Where a selection from the keyboard has begun. */
  let anchor: number | undefined;

  const keys: Readonly<Record<string, (isShifted: boolean) => void>> = {
    '+': () => view.zoomBy(KEY_ZOOM, centre()),
    '=': () => view.zoomBy(KEY_ZOOM, centre()),
    '-': () => view.zoomBy(1 / KEY_ZOOM, centre()),
    ArrowLeft: (isShifted) => (isShifted ? view.pan(-KEY_PAN) : step(-1)),
    ArrowRight: (isShifted) => (isShifted ? view.pan(KEY_PAN) : step(1)),
    m: mark,
    M: mark,
  };
  host.addEventListener('keydown', (event) => {
    const action = keys[event.key];
    if (action && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      action(event.shiftKey);
    }
  });
  host.addEventListener('blur', () => point(-1));

  /** The first time it is one end of the selection, the second time the other. */
  function mark(): void {
    const time = centre();
    if (anchor === undefined) {
      anchor = time;
      view.select();
    } else {
      view.select(anchor, time);
      anchor = undefined;
    }
  }

  function centre(): number {
    const left = plot.cursor.left ?? -1;
    return timeAt(left < 0 ? over.clientWidth / 2 : left);
  }

  function step(direction: number): void {
    const left = plot.cursor.left ?? -1;
    const { clientWidth } = over;
    point(Math.min(clientWidth, Math.max(0, (left < 0 ? clientWidth : left) + (direction * clientWidth) / CURSOR_STEPS)));
  }

  /** Both fingers stay over their times. */
  function pinch(): void {
    const [one, other] = [...held.values()] as [{ time: number; x: number }, { time: number; x: number }];
    const perPixel = (one.time - other.time) / (one.x - other.x);
    if (perPixel > 0 && Number.isFinite(perPixel)) {
      const from = one.time - one.x * perPixel;
      view.zoomTo(from, from + over.clientWidth * perPixel);
    }
  }
}
