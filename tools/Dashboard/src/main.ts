/** The page: takes readings, and draws their changes at most once a frame. */

import './language';
import { Access } from './access';
import { type CardChoice, groupsOf } from './arrangement';
import { drawBars, spanText } from './bars';
import { Cards } from './cards';
import { offerWindows, windowName } from './choices';
import { byId, setText } from './elements';
import { Link } from './link';
import { more, type More } from './more';
import './modules';
import { aloneIn, Settings, storageOf } from './settings';
import type { Source } from './source';
import { Status } from './status';
import { type Channel, Store, type Value } from './store';
import { Theme } from './theme';
import { View } from './view';
import * as words from './words/index';

/** In milliseconds. Numbers that change more often cannot be read. */
const VALUES_EVERY = 200;
const DESCRIBE_EVERY = 5_000;
const FIRST_DESCRIPTION_AFTER = 500;
const ROUND_TRIP_EVERY = 5_000;
const FIRST_ROUND_TRIP_AFTER = 1_000;
const STALE_CHECK_EVERY = 1_000;
const ANNOUNCED_FOR = 10_000;

/** In milliseconds. Not while the page is busy with its start. */
const MORE_AFTER = 1_500;

/** The page's entity tag; the build inserts it. */
declare const PAGE_VERSION: string;

const parts = {
  device: byId('device', HTMLElement),
  empty: byId('empty', HTMLElement),
  unlock: byId('unlock', HTMLElement),
  pause: byId('pause', HTMLElement),
  announcement: byId('announcement', HTMLElement),
};

/** A browser's storage is for an origin, and behind a proxy several boards may share one, each with its path. */
const storageKey = `sensorcast${location.pathname.replace(/\/[^/]*$/, '')}`;
const settings = new Settings(storageOf(() => localStorage), location.hash, storageKey);
const access = new Access(storageOf(() => sessionStorage), `${storageKey}.token`);
const status = new Status(document.body, byId('status', HTMLElement), byId('detail', HTMLElement));
const theme = new Theme(document.documentElement);
const store = new Store();
const view = new View(settings.now.window, redraw);
const link: Source = new Link(access, {
  onPack(pack, isFirst, made, device) {
    if (page.isReplaying) {
      return;
    }
    store.add(pack, isFirst, made, device);
    isFirst ? view.refresh() : redrawIfDue();
  },
  onState(state) {
    status.show(state);
    parts.unlock.hidden = state.kind !== 'locked';
    if (state.kind === 'live') {
      // Not while the page is busy with its start.
      setTimeout(measureRoundTrip, FIRST_ROUND_TRIP_AFTER);
      setTimeout(() => void more(page), MORE_AFTER);
      page.onLive.forEach((handler) => handler());
    }
    redraw();
  },
  onInterruption: () => page.onInterruption.forEach((handler) => handler()),
});
const cards = new Cards(byId('cards', HTMLElement), {
  view,
  theme,
  set: (name, value) => link.set(name, value),
  redraw,
  openMenu: (card, button) => withMore((all) => all.openMenu(card, button)),
});

/** The interface for the second document. */
const page = {
  version: PAGE_VERSION,
  storageKey,
  settings,
  access,
  link,
  store,
  view,
  theme,
  cards,
  redraw,
  announce,
  shownChannels,
  device: () => link.title || store.deviceName || location.host,
  onReading: [] as ((channel: Channel, time: number, value: Value) => void)[],
  onSkipped: [] as ((packs: number) => void)[],
  onInterruption: [] as (() => void)[],
  /** Called when the readings are live, after the first time again. */
  onLive: [] as (() => void)[],
  /** Called when values are written: a few times a second. */
  onValues: [] as (() => void)[],
  /** The text before the device's name in the title of the tab. */
  titlePrefix: '',
  /** Whether a recording is shown instead of the device. */
  isReplaying: false,
  /** Shows readings as if the device had sent them. */
  feed(readings: readonly { name: string; unit: string; time: number; value: Value }[], isFirst: boolean) {
    const records = readings.map((reading) => ({ ...reading, updateTime: undefined, actuator: undefined, description: undefined }));
    const now = performance.now() / 1000;
    store.add({ baseName: '', baseTime: 0, hasTime: true, sequence: undefined, records }, isFirst, { earliest: now, latest: now });
    isFirst ? view.refresh() : redraw();
  },
};
export type Page = typeof page;

let isDue = false;
let valuesShownAt = -Infinity;
let valuesTimer: ReturnType<typeof setTimeout> | undefined;
let announcementTimer: ReturnType<typeof setTimeout> | undefined;
let describedAt = -Infinity;
let readingsBefore = 0;
let known = '';

function redraw(): void {
  if (!isDue) {
    isDue = true;
    // A hidden tab gets no frame, so it draws nothing until it is shown again.
    requestAnimationFrame(() => {
      isDue = false;
      draw();
    });
  }
}

/** Readings that move nothing by a pixel request no frame: the values wait for their next update. */
function redrawIfDue(): void {
  extend();
  if (cards.isDue) {
    redraw();
  } else {
    valuesTimer ??= setTimeout(redraw, VALUES_EVERY);
  }
}

function extend(): void {
  let first = Infinity;
  for (const { series } of store.channels.values()) {
    first = Math.min(first, series.firstTime);
  }
  view.extend(first, store.latestTime);
}

function draw(): void {
  arrange();
  extend();
  if (!cards.draw()) {
    redraw();
  }
  drawValues(performance.now());
}

/** Creates the cards again when the channels or their descriptions have changed. */
function arrange(): void {
  let now = `${store.channels.size} ${store.descriptions}`;
  for (const { index, current, kind, unit, actuator } of store.channels.values()) {
    now += current === undefined ? '-' : `${index}${kind}${unit}${actuator ? '=' : ''}`;
  }
  if (now === known) {
    return;
  }
  known = now;
  const { isPerChannel, density, scheme } = settings.now;
  const shown = shownChannels();
  const arranged: CardChoice[] = settings.alone.length ? [{ kind: 'chart', channels: shown.map(({ name }) => name) }] : settings.now.cards;
  const groups = groupsOf(shown, arranged, isPerChannel);
  document.body.dataset['density'] = density;
  if (scheme !== (document.documentElement.dataset['scheme'] ?? 'system')) {
    document.documentElement.dataset['scheme'] = scheme;
    readTheme();
  }
  parts.empty.hidden = groups.length > 0;
  if (!groups.length && store.channels.size) {
    setText(parts.empty.firstElementChild!, settings.alone.length ? words.noChannel(settings.alone.join(', ')) : words.ALL_HIDDEN);
  }
  cards.arrange(groups, density);
  valuesShownAt = -Infinity;
  describedAt = performance.now() - DESCRIBE_EVERY + FIRST_DESCRIPTION_AFTER;
}

/** Values are written less often than lines are drawn. */
function drawValues(now: number): void {
  if (now - valuesShownAt < VALUES_EVERY) {
    valuesTimer ??= setTimeout(redraw, VALUES_EVERY);
    return;
  }
  clearTimeout(valuesTimer);
  valuesTimer = undefined;
  valuesShownAt = now;
  setText(parts.device, page.device());
  const title = page.titlePrefix + page.device();
  if (document.title !== title) {
    document.title = title;
  }
  drawBars(store, view, readingsBefore, link.state.is('live') && !page.isReplaying, now / 1000);
  const isDescribed = now - describedAt >= DESCRIBE_EVERY;
  for (const card of cards.all) {
    card.showValues(store.deviceTime(now / 1000));
    if (isDescribed) {
      card.describe(view.zoom ? words.inSpan(spanText(view.span)) : words.inLast(windowName(settings.now.window)));
    }
  }
  if (isDescribed) {
    describedAt = now;
  }
  page.onValues.forEach((handler) => handler());
}

function shownChannels(): Channel[] {
  const { alone, now } = settings;
  return store.ordered.filter(({ name, shortName }) =>
    alone.length ? alone.includes(name) || alone.includes(shortName) : !now.hidden.includes(name),
  );
}

/** @param isSeen Whether it is shown on the page too, and not only announced to screen readers. */
function announce(text: string, isSeen = true): void {
  setText(parts.announcement, text);
  parts.announcement.classList.toggle('unseen', !isSeen);
  clearTimeout(announcementTimer);
  announcementTimer = setTimeout(() => setText(parts.announcement, ''), ANNOUNCED_FOR);
}

function measureRoundTrip(): void {
  if (link.state.is('live') && !document.hidden) {
    link.ping().then(
      (milliseconds) => status.showRoundTrip(milliseconds),
      // The connection ended, which is shown already.
      () => {},
    );
  }
}

/** Does something that needs the second document. */
function withMore(use: (all: More) => void): void {
  void more(page).then((all) => (all ? use(all) : announce(words.NOT_THERE)));
}

function readTheme(): void {
  theme.read();
  view.refresh();
}

store.onReading = (channel, time, value) => page.onReading.forEach((handler) => handler(channel, time, value));
store.onSkipped = (packs) => page.onSkipped.forEach((handler) => handler(packs));
settings.onChange = () => {
  known = '';
  view.refresh();
};
offerWindows(settings, () => view.setLength(settings.now.window));

parts.pause.addEventListener('click', () => {
  if (view.isPaused) {
    view.resume();
  } else {
    readingsBefore = store.readings;
    view.pause();
  }
  valuesShownAt = -Infinity;
});
byId('leave-zoom', HTMLElement).addEventListener('click', () => view.leaveZoom());
byId('leave-selection', HTMLElement).addEventListener('click', () => view.select());
parts.unlock.addEventListener('click', () => void link.unlock(words.LOCKED));
byId('show-arrange', HTMLElement).addEventListener('click', () => withMore((all) => all.arrange()));
byId('show-save', HTMLElement).addEventListener('click', () => withMore((all) => all.save()));
byId('show-help', HTMLElement).addEventListener('click', () => withMore((all) => all.help()));
byId('status-link', HTMLAnchorElement).addEventListener('click', (event) => {
  event.preventDefault();
  void more(page).then((all) => (all ? all.status() : location.assign('status')));
});
document.addEventListener('click', ({ target }) => {
  // A click beside a dialog closes it.
  if (target instanceof HTMLDialogElement) {
    target.close();
  }
});

addEventListener('keydown', (event) => {
  const isTyping = event.target instanceof HTMLInputElement && event.target.type !== 'radio';
  // A dialog uses it itself.
  if (document.querySelector('dialog[open], [role=menu]') || isTyping || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (event.key === 'Escape') {
    view.selection ? view.select() : view.leaveZoom();
  } else if (event.key === '?') {
    withMore((all) => all.help());
  } else if (event.key === 'f') {
    withMore((all) => all.fullScreen());
  }
});

document.body.toggleAttribute('data-alone', settings.alone.length > 0);
// An address that differs only in its fragment does not load the page.
addEventListener('hashchange', () => aloneIn(location.hash).join() !== settings.alone.join() && location.reload());
addEventListener('storage', () => settings.adopt());
for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
  matchMedia(query).addEventListener('change', readTheme);
}

// The network may be back long before the next attempt is due.
addEventListener('online', () => link.retryNow());
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) {
    // Browsers make the timers of a hidden tab wait, by up to a minute.
    link.retryNow();
    measureRoundTrip();
    redraw();
  }
});
setInterval(redraw, STALE_CHECK_EVERY);
setInterval(measureRoundTrip, ROUND_TRIP_EVERY);

link.connect();
sensorcast.isRunning = true;
