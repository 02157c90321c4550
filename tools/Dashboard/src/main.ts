/** The page: readings come in, and at most once a frame what they changed is drawn. */

import './language';
import { readPack } from '../../Client/src/pack';
import { tokenHeaders } from '../../Client/src/token';
import { Access } from './access';
import { Cards } from './cards';
import { Choices, windowName } from './choices';
import { clockTime } from './clock';
import { byId, setText } from './elements';
import { groupsOf } from './groups';
import { Link } from './link';
import { Saving } from './saving';
import { Settings, storageOf } from './settings';
import { Status } from './status';
import { type Channel, Store } from './store';
import { Theme } from './theme';
import { View } from './view';

/** In milliseconds. Numbers that change more often cannot be read. */
const VALUES_EVERY = 200;
const DESCRIBE_EVERY = 5_000;
const FIRST_DESCRIPTION_AFTER = 500;
const ROUND_TRIP_EVERY = 5_000;
const FIRST_ROUND_TRIP_AFTER = 1_000;
const STALE_CHECK_EVERY = 1_000;
const ANNOUNCED_FOR = 10_000;

const LOCKED = 'This device wants its token.';

const page = {
  device: byId('device', HTMLElement),
  empty: byId('empty', HTMLElement),
  unlock: byId('unlock', HTMLElement),
  skipped: byId('skipped', HTMLElement),
  pause: byId('pause', HTMLElement),
  paused: byId('paused', HTMLElement),
  pausedCount: byId('paused-count', HTMLElement),
  zoomed: byId('zoomed', HTMLElement),
  zoomedTime: byId('zoomed-time', HTMLElement),
  announcement: byId('announcement', HTMLElement),
};
const settings = new Settings(storageOf(() => localStorage));
const access = new Access(storageOf(() => sessionStorage));
const status = new Status(document.body, byId('status', HTMLElement), byId('detail', HTMLElement));
const theme = new Theme(document.documentElement);
const store = new Store();
const view = new View(settings.window, redraw);
const link = new Link(access, {
  onPack(message, isFirst, made) {
    store.add(readPack(message, Date.now() / 1000), isFirst, made);
    redraw();
  },
  onState(state) {
    status.show(state);
    page.unlock.hidden = state.kind !== 'locked';
    if (state.kind === 'live') {
      // Not while the page is busy with all that came first.
      setTimeout(measureRoundTrip, FIRST_ROUND_TRIP_AFTER);
    }
    redraw();
  },
  onInterruption: () => saving.interrupt(),
});
const cards = new Cards(document.querySelector('main')!, {
  view,
  theme,
  set: (name, value) => link.set(name, value),
  redraw,
});
const saving = new Saving(store, {
  channels: shownChannels,
  span: () => view.span,
  device: () => store.deviceName || location.host,
  announce,
});
new Choices(settings, { onWindow: () => view.setLength(settings.window), onChannels: redraw }, () => store.channels.values());

let isDue = false;
let valuesShownAt = -Infinity;
let valuesTimer: ReturnType<typeof setTimeout> | undefined;
let announcementTimer: ReturnType<typeof setTimeout> | undefined;
let describedAt = -Infinity;
let readingsBefore = 0;
let arranged = '';

function redraw(): void {
  if (!isDue) {
    isDue = true;
    // A hidden tab gets no frame, so it draws nothing until somebody looks again.
    requestAnimationFrame(() => {
      isDue = false;
      draw();
    });
  }
}

function draw(): void {
  const channels = shownChannels();
  arrange(channels);
  view.extend(Math.min(...channels.map(({ series }) => series.firstTime)), store.latestTime);
  for (const card of cards.all) {
    card.draw();
  }
  drawBars();
  drawValues(performance.now());
}

function arrange(channels: readonly Channel[]): void {
  const groups = groupsOf(channels, settings.isPerChannel);
  const keys = groups.map(({ key }) => key).join('\n');
  if (keys !== arranged) {
    arranged = keys;
    cards.arrange(groups);
    valuesShownAt = -Infinity;
    describedAt = performance.now() - DESCRIBE_EVERY + FIRST_DESCRIPTION_AFTER;
  }
  const isEmpty = groups.length === 0;
  page.empty.hidden = !isEmpty;
  if (isEmpty && store.channels.size) {
    setText(page.empty.firstElementChild!, 'All channels are hidden');
  }
}

/** Values are written less often than lines are drawn, and not at all while the view is paused. */
function drawValues(now: number): void {
  if (now - valuesShownAt < VALUES_EVERY) {
    valuesTimer ??= setTimeout(redraw, VALUES_EVERY);
    return;
  }
  clearTimeout(valuesTimer);
  valuesTimer = undefined;
  valuesShownAt = now;
  setText(page.device, store.deviceName || location.host);
  document.title = page.device.textContent ?? '';
  setText(page.skipped, store.skipped.toLocaleString());
  const isDescribed = now - describedAt >= DESCRIBE_EVERY;
  for (const card of cards.all) {
    if (!view.isPaused) {
      card.showValues(store.deviceTime(now / 1000));
    }
    card.showExtents();
    if (isDescribed) {
      card.describe(view.zoom ? ` from ${zoomText()}` : `, last ${windowName(settings.window)}`);
    }
  }
  if (isDescribed) {
    describedAt = now;
  }
}

function drawBars(): void {
  page.paused.hidden = !view.isPaused;
  setText(page.pause, view.isPaused ? 'Resume' : 'Pause');
  page.pause.classList.toggle('primary', view.isPaused);
  const since = store.readings - readingsBefore;
  setText(page.pausedCount, `${since.toLocaleString()} ${since === 1 ? 'reading' : 'readings'} since`);
  page.zoomed.hidden = !view.zoom;
  if (view.zoom) {
    setText(page.zoomedTime, zoomText());
  }
}

function zoomText(): string {
  const { from, to } = view.span;
  const step = Math.min(1, (to - from) / 20);
  return `${clockTime(from, step)} – ${clockTime(to, step)}`;
}

function shownChannels(): Channel[] {
  return [...store.channels.values()].filter(({ name }) => !settings.hidden.has(name));
}

/** @param isSeen Whether the page does not show it already, so that it is more than a word to those who do not see. */
function announce(text: string, isSeen = true): void {
  setText(page.announcement, text);
  page.announcement.classList.toggle('unseen', !isSeen);
  clearTimeout(announcementTimer);
  announcementTimer = setTimeout(() => setText(page.announcement, ''), ANNOUNCED_FOR);
}

function measureRoundTrip(): void {
  if (link.isLive && !document.hidden) {
    link.ping().then(
      (milliseconds) => status.showRoundTrip(milliseconds),
      // The connection ended, and that is told already.
      () => {},
    );
  }
}

async function showDeviceStatus(): Promise<void> {
  if (link.isLocked && !(await link.unlock(LOCKED))) {
    return;
  }
  const text = await fetch('/status', { headers: tokenHeaders(access.token) }).then(
    async (response) => (response.ok ? JSON.stringify(await response.json(), undefined, 2) : `${response.status} ${response.statusText}`),
    () => 'The device does not answer.',
  );
  setText(byId('device-status', HTMLElement), text);
  byId('device-status-dialog', HTMLDialogElement).showModal();
}

page.pause.addEventListener('click', () => {
  if (view.isPaused) {
    view.resume();
  } else {
    readingsBefore = store.readings;
    view.pause();
  }
});
byId('leave-zoom', HTMLElement).addEventListener('click', () => view.leaveZoom());
page.unlock.addEventListener('click', () => void link.unlock(LOCKED));
for (const dialog of document.querySelectorAll('dialog')) {
  // A click beside it closes it.
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
}
// A link cannot carry the token.
byId('status-link', HTMLAnchorElement).addEventListener('click', (event) => {
  if (access.token !== undefined || link.isLocked) {
    event.preventDefault();
    void showDeviceStatus();
  }
});

addEventListener('keydown', (event) => {
  // A dialog has its own use for it.
  if (event.key === 'Escape' && !document.querySelector('dialog[open]')) {
    view.leaveZoom();
  }
});

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  theme.read();
  redraw();
});

// The network may be back long before the next attempt is due.
addEventListener('online', () => link.hurry());
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) {
    // Browsers make the timers of a hidden tab wait, by up to a minute.
    link.hurry();
    measureRoundTrip();
    redraw();
  }
});
setInterval(redraw, STALE_CHECK_EVERY);
setInterval(measureRoundTrip, ROUND_TRIP_EVERY);

link.connect();
