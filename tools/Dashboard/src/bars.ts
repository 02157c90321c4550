/** The texts of the header, the bars below it and the footer: the view, skipped packs and the clocks. */

import { duration, momentOf } from './clock';
import { byId, setText } from './elements';
import type { Timespan } from './outline';
import type { Store } from './store';
import type { View } from './view';
import * as words from './words/index';

/** In seconds. A smaller difference between clocks cannot be distinguished from the network's latency. */
const CLOCKS_AGREE = 2;

const skipped = byId('skipped', HTMLElement);
const clock = byId('clock', HTMLElement);
const pause = byId('pause', HTMLElement);
const paused = byId('paused', HTMLElement);
const pausedCount = byId('paused-count', HTMLElement);
const zoomed = byId('zoomed', HTMLElement);
const zoomedTime = byId('zoomed-time', HTMLElement);
const selected = byId('selected', HTMLElement);
const selectedTime = byId('selected-time', HTMLElement);

/**
 * @param readingsBefore The number of readings at the time of the pause.
 * @param isLive Whether the readings are live from the device.
 */
export function drawBars(store: Store, view: View, readingsBefore: number, isLive: boolean, now: number): void {
  setText(skipped, store.skipped.toLocaleString());
  setText(clock, isLive && store.readings ? clockText(Date.now() / 1000 - store.deviceTime(now)) : '');
  paused.hidden = !view.isPaused;
  setText(pause, view.isPaused ? words.RESUME : words.PAUSE);
  pause.classList.toggle('primary', view.isPaused);
  const since = store.readings - readingsBefore;
  setText(pausedCount, words.readingsSince(since.toLocaleString(), since === 1));
  zoomed.hidden = !view.zoom;
  setText(zoomedTime, view.zoom ? spanText(view.span) : '');
  selected.hidden = !view.selection;
  setText(selectedTime, view.selection ? spanText(view.selection) : '');
}

export function spanText({ from, to }: Timespan): string {
  const step = Math.min(1, (to - from) / 20);
  return `${momentOf(from, step)} – ${momentOf(to, step)}`;
}

/** @param behind By how many seconds the device's clock is behind the viewer's. */
function clockText(behind: number): string {
  return Math.abs(behind) < CLOCKS_AGREE ? '' : words.clockDiffers(duration(Math.abs(behind)), behind > 0);
}
