/** The page: readings come in, and at most once a frame what they changed is drawn. */

import { Connection } from '../../Client/src/connection';
import { readPack } from '../../Client/src/pack';
import { Card } from './card';
import { setText } from './elements';
import { Status } from './status';
import { type Channel, Store } from './store';
import { Theme } from './theme';

const SUBPROTOCOL = 'senml+cbor';

/** A live server is not silent for so many update times and so many milliseconds more. */
const SILENT_UPDATES = 3;
const SILENT_MILLISECONDS = 5_000;

const byId = (id: string) => document.getElementById(id)!;
const page = {
  main: document.querySelector('main')!,
  device: byId('device'),
  empty: byId('empty'),
  skipped: byId('skipped'),
};
const status = new Status(document.body, byId('status'), byId('countdown'));
const theme = new Theme(document.documentElement);
const store = new Store();
const cards = new Map<string, Card>();
const shown = new Map<Channel, Card>();

const connection = new Connection(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`, [SUBPROTOCOL], {
  onPack(message, isFirst) {
    store.add(readPack(message, Date.now() / 1000), isFirst);
    const fastest = store.fastestUpdate;
    if (fastest !== undefined) {
      connection.silenceLimit = SILENT_UPDATES * 1000 * fastest + SILENT_MILLISECONDS;
    }
    redraw();
  },
  onState(state) {
    status.show(state);
  },
});

let isDue = false;
function redraw(): void {
  if (!isDue) {
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      draw();
    });
  }
}

function draw(): void {
  setText(page.device, store.deviceName || location.host);
  document.title = page.device.textContent ?? '';
  setText(page.skipped, String(store.skipped));
  for (const channel of store.channels.values()) {
    show(channel);
  }
  for (const card of cards.values()) {
    card.draw(store.latestTime);
  }
}

function show(channel: Channel): void {
  if (shown.has(channel)) {
    return;
  }
  page.empty.hidden = true;
  let card = cards.get(channel.unit);
  if (!card) {
    card = new Card(channel.unit, cards.size, theme);
    cards.set(channel.unit, card);
    page.main.append(card.root);
  }
  card.add(channel);
  shown.set(channel, card);
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  theme.read();
  redraw();
});

// The network may be back long before the next attempt is due.
addEventListener('online', () => connection.connect());

connection.connect();
