/** Monitors the channels that have levels: marks in the charts, the cards, the title of the tab, and a list of what has happened. */

import type { Group } from '../arrangement';
import type { Card } from '../card';
import { duration, momentOf } from '../clock';
import { byId, element, setText } from '../elements';
import { Lines } from '../lines';
import type { Page } from '../main';
import type { Levels } from '../settings';
import type { Channel, Value } from '../store';
import { decimalsOf, scaleOf, withUnit } from '../units';
import { button, checkbox, openDialog, table } from './dialogs';
import { announcedLevels, type Limit, limitBeyond, limitsOf, Severity } from './levels';
import { drawLimits } from './marks';
import type { MenuItem } from './menu';
import * as words from '../words/index';

/** The maximum number of events. */
const MAX_EVENTS = 200;

/** In hertz and seconds. */
const TONE = 880;
const TONE_LENGTH = 0.25;

interface Watched {
  readonly channel: Channel;
  limit: Limit | undefined;
  /** Since when it is beyond that, by the device's clock. */
  since: number;
  /** What has been announced. */
  announced: Severity;
}

interface Event {
  readonly time: number;
  readonly text: string;
}

const NAMES = Object.entries(words.LEVEL_NAMES) as readonly (readonly [keyof Levels, string])[];

export class Alarms {
  private readonly watched = new Map<Channel, Watched>();
  private readonly events: Event[] = [];
  private readonly bell: HTMLButtonElement;

  constructor(private readonly page: Page) {
    this.bell = button('', () => this.openList(), 'bell');
    this.bell.hidden = true;
    byId('tools', HTMLElement).prepend(this.bell);
    Lines.decorate = (plot, channel, scale) => drawLimits(plot, limitsOf(this.levelsOf(channel) ?? {}), scale, page.theme);
    page.onReading.push((channel, time, value) => this.take(channel, time, value));
    page.onValues.push(() => this.show());
    this.lookAtAll();
  }

  /** For the menu of a card. */
  items({ group }: Card): MenuItem[] {
    return group.kind === 'chart' ? [{ text: words.LEVELS, do: () => this.openLevels(group) }] : [];
  }

  /** The visitor's levels, or else those of the channel's description. */
  private levelsOf({ name, description }: Channel): Levels | undefined {
    return this.page.settings.now.levels[name] ?? announcedLevels(description);
  }

  private lookAtAll(): void {
    for (const channel of this.page.store.channels.values()) {
      this.watched.delete(channel);
      if (channel.current !== undefined) {
        this.take(channel, channel.lastTime, channel.current);
      }
    }
    this.page.view.refresh();
  }

  private take(channel: Channel, time: number, value: Value): void {
    const levels = this.levelsOf(channel);
    if (!levels || typeof value !== 'number') {
      return;
    }
    let watched = this.watched.get(channel);
    if (!watched) {
      this.watched.set(channel, (watched = { channel, limit: undefined, since: time, announced: Severity.None }));
    }
    const limit = limitBeyond(value, levels, watched.limit);
    const before = watched.limit;
    if (limit?.severity !== before?.severity || limit?.isUpper !== before?.isUpper) {
      watched.limit = limit;
      watched.since = time;
      this.events.unshift({ time, text: limit ? words.event(channel.fullLabel, isAlarm(limit), level(channel, limit), written(channel, value)) : words.eventOver(channel.fullLabel, written(channel, value)) });
      this.events.length = Math.min(MAX_EVENTS, this.events.length);
    }
  }

  /** Shows the present state; a new one is announced once, however often it has changed meanwhile. */
  private show(): void {
    const now = this.page.store.deviceTime(performance.now() / 1000);
    for (const channel of this.watched.keys()) {
      // The device's levels end with its description.
      if (!this.levelsOf(channel)) {
        this.watched.delete(channel);
      }
    }
    const beyond = [...this.watched.values()].filter(({ limit }) => limit);
    const alarms = beyond.filter(({ limit }) => limit!.severity === Severity.Alarm);
    this.bell.hidden = !this.events.length;
    this.bell.dataset['severity'] = String(alarms.length ? Severity.Alarm : beyond.length ? Severity.Warning : Severity.None);
    setText(this.bell, alarms.length ? words.counted(alarms.length, true) : beyond.length ? words.counted(beyond.length, false) : words.EVENTS);
    this.page.titlePrefix = alarms.length ? `(${words.counted(alarms.length, true)}) ` : '';
    for (const card of this.page.cards.all) {
      const { channels, labels } = card.group;
      const worst = channels.map((channel) => this.watched.get(channel)).reduce(worse, undefined);
      card.root.dataset['severity'] = String(worst?.limit?.severity ?? Severity.None);
      const name = channels.length > 1 && worst ? `${labels[channels.indexOf(worst.channel)]} ` : '';
      setText(card.badge, worst?.limit ? name + words.beyondFor(level(worst.channel, worst.limit), duration(now - worst.since)) : '');
    }
    const fresh = beyond.filter(({ limit, announced }) => limit!.severity > announced);
    for (const watched of this.watched.values()) {
      watched.announced = watched.limit?.severity ?? Severity.None;
    }
    if (fresh.length) {
      this.announce(fresh.map(({ channel, limit }) => words.passed(channel.fullLabel, isAlarm(limit!), level(channel, limit!))).join('. '));
    }
  }

  private announce(text: string): void {
    const { notifies, sounds } = this.page.settings.now;
    // The card shows it already; this is for screen readers.
    this.page.announce(text, false);
    if (notifies && 'Notification' in globalThis && Notification.permission === 'granted' && document.hidden) {
      new Notification(this.page.device(), { body: text, tag: 'sensorcast' });
    }
    if (sounds) {
      beep();
    }
  }

  private openList(): void {
    openDialog(
      words.EVENTS,
      [this.events.length ? table(words.EVENTS, [words.WHEN, words.WHAT], this.events.map(({ time, text }) => [momentOf(time, 1), text])) : element('p', '', words.NO_EVENTS)],
      { isLarge: true },
    );
  }

  private openLevels({ fullTitle, channels, labels }: Group): void {
    const { settings } = this.page;
    const inputs = new Map<Channel, HTMLInputElement[]>();
    const rows = channels.map((channel, i) => {
      const levels = this.levelsOf(channel) ?? {};
      const cells = NAMES.map(([name, text]) => {
        const input = element('input', '');
        input.type = 'number';
        input.step = 'any';
        input.value = String(levels[name] ?? '');
        input.setAttribute('aria-label', `${labels[i]}: ${text}`);
        return input;
      });
      inputs.set(channel, cells);
      const head = element('th', '', `${labels[i]}${channel.unit ? ` (${channel.unit})` : ''}`);
      head.setAttribute('scope', 'row');
      return element('tr', '', head, ...cells.map((input) => element('td', '', input)));
    });
    const heading = (text: string) => {
      const made = element('th', '', text);
      made.setAttribute('scope', 'col');
      return made;
    };
    const head = element('tr', '', heading(words.CHANNEL), ...NAMES.map(([, text]) => heading(text)));
    const dialog = openDialog(
      words.levelsOf(fullTitle),
      [
        element('p', '', words.ABOUT_LEVELS),
        element('div', 'scrolls', element('table', '', element('thead', '', head), element('tbody', '', ...rows))),
        element(
          'fieldset',
          '',
          element('legend', '', words.WHEN_PASSED),
          checkbox(words.NOTIFY, settings.now.notifies, (notifies) => {
            settings.change({ notifies });
            if (notifies && 'Notification' in globalThis) {
              void Notification.requestPermission();
            }
          }),
          checkbox(words.SOUND, settings.now.sounds, (sounds) => settings.change({ sounds })),
        ),
      ],
      {
        isLarge: true,
        buttons: [
          button(
            words.SET,
            () => {
              settings.change((choices) => inputs.forEach((cells, channel) => setLevels(choices.levels, channel, cells)));
              dialog.close();
              this.lookAtAll();
            },
            'primary',
          ),
        ],
      },
    );
  }
}

function setLevels(all: Record<string, Levels>, { name: channel, description }: Channel, cells: readonly HTMLInputElement[]): void {
  const levels: Levels = {};
  NAMES.forEach(([name], i) => {
    const { value } = cells[i]!;
    if (value !== '' && Number.isFinite(Number(value))) {
      levels[name] = Number(value);
    }
  });
  const announced = announcedLevels(description);
  if (announced ? NAMES.some(([name]) => announced[name] !== levels[name]) : limitsOf(levels).length) {
    all[channel] = levels;
  } else {
    delete all[channel];
  }
}

function worse(one: Watched | undefined, other: Watched | undefined): Watched | undefined {
  return (other?.limit?.severity ?? 0) > (one?.limit?.severity ?? 0) ? other : one;
}

/** A level is written as it was entered, a reading as precisely as the channel reads. */
function level({ unit }: Channel, { value, isUpper }: Limit): string {
  return words.beyond(isUpper, withUnit(value, scaleOf(unit, value, decimalsOf(value))));
}

function written({ unit, decimals }: Channel, value: number): string {
  return withUnit(value, scaleOf(unit, value, decimals));
}

function isAlarm({ severity }: Limit): boolean {
  return severity === Severity.Alarm;
}

function beep(): void {
  const context = new AudioContext();
  const tone = context.createOscillator();
  tone.frequency.value = TONE;
  tone.connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + TONE_LENGTH);
  tone.onended = () => void context.close();
}
