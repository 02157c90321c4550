/** Which channels share a card, in which order, and how large it is. */

import type { Channel } from './store';
import { quantityOf } from './units';
import * as words from './words/index';

/** Automatic when there is none. */
export type Scale = 'log' | [number, number];

/** A chart of numbers, lanes of on/off channels or texts, or controls. */
export type CardKind = 'chart' | 'timeline' | 'controls';

/** A card as the visitor has arranged it. */
export interface CardChoice {
  kind: CardKind;
  /** The full names of a chart's channels. */
  channels: string[];
  isWide?: true;
  isTall?: true;
  /** Whether the second document shows the spectrum beside the signal. */
  hasSpectrum?: true;
  scale?: Scale;
}

export interface Group {
  /** An identifier, the same for the same card. */
  readonly key: string;
  readonly title: string;
  /** The group of the channels, and the title of the card: what one of them measures, or their number. */
  readonly subtitle: string;
  /** The title, with the group where other cards may have the same one. */
  readonly fullTitle: string;
  readonly kind: CardKind;
  /** One for each vertical axis. */
  readonly units: readonly string[];
  readonly channels: readonly Channel[];
  /** The names of the channels on the card. */
  readonly labels: readonly string[];
  readonly choice: CardChoice;
}

/** More channels than these are in a table beside the chart. */
export const FEW = 2;

/** A chart has an axis on each side. */
export const MAX_UNITS = 2;

/**
 * The cards that have been arranged, then those of all other channels, in the order in which the device has announced
 * them.
 */
export function groupsOf(all: Iterable<Channel>, arranged: readonly CardChoice[], isPerChannel: boolean): Group[] {
  const channels = [...all].filter(({ current }) => current !== undefined);
  const byName = new Map(channels.map((channel) => [channel.name, channel]));
  const groups: { choice: CardChoice; channels: Channel[] }[] = arranged.map((choice) => ({
    choice,
    channels:
      choice.kind === 'chart'
        ? choice.channels.map((name) => byName.get(name)).filter((channel) => channel?.kind === 'number')
        : channels.filter((channel) => kindOf(channel) === choice.kind),
  } as { choice: CardChoice; channels: Channel[] }));
  const placed = new Set(groups.flatMap(({ channels: inside }) => inside.map(({ name }) => name)));
  const rest = new Map<string, Channel[]>();
  for (const channel of channels.filter(({ name }) => !placed.has(name))) {
    const kind = kindOf(channel);
    const key = kind !== 'chart' ? kind : isPerChannel ? channel.name : ` ${channel.description.group ?? ''} ${channel.unit}`;
    rest.set(key, [...(rest.get(key) ?? []), channel]);
  }
  for (const some of rest.values()) {
    groups.push({ choice: { kind: kindOf(some[0]!), channels: some.map(({ name }) => name) }, channels: some });
  }
  return groups.filter(({ channels: inside }) => inside.length).map(({ choice, channels: inside }) => group(choice, inside));
}

/** All controls are on one card; the other channels are shown. */
export function kindOf({ actuator, kind }: Channel): CardKind {
  return actuator ? 'controls' : kind === 'number' ? 'chart' : 'timeline';
}

function group(choice: CardChoice, channels: readonly Channel[]): Group {
  const { kind, scale } = choice;
  const first = channels[0]!;
  const units = kind === 'chart' ? [...new Set(channels.map((channel) => channel.unit))].slice(0, MAX_UNITS) : [];
  const isAlone = kind === 'chart' && channels.length === 1;
  const place = groupOf(channels);
  const labels = channels.map(({ label, fullLabel }) => (place ? label : fullLabel));
  const title = isAlone ? labels[0]! : titleOf(kind, channels);
  const subtitle = [place, isAlone ? quantityBeside(first) : units.length && channels.length > FEW && words.channels(channels.length)].filter(Boolean).join(', ');
  return {
    key: [kind, scale ?? '', title, subtitle, ...channels.map(({ index, kind: of, unit }, i) => `${index} ${of} ${unit} ${labels[i]}`)].join('|'),
    title,
    subtitle,
    fullTitle: words.within(place, title),
    kind,
    units,
    channels,
    labels,
    choice,
  };
}

/** What a channel measures, unless its name or the unit beside its value says it already. */
function quantityBeside(channel: Channel): string | false {
  const { label, unit, description } = channel;
  const quantity = quantityOf(channel);
  return (description.kind !== undefined || (unit !== '' && !['/', '%', quantity].includes(unit))) && !label.toLowerCase().includes(quantity.toLowerCase()) && quantity;
}

/** The group that all of them are in. */
function groupOf(channels: readonly Channel[]): string {
  const [group = '', other] = new Set(channels.map(({ description }) => description.group ?? ''));
  return other === undefined ? group : '';
}

function titleOf(kind: CardKind, channels: readonly Channel[]): string {
  switch (kind) {
    case 'controls':
      return words.CONTROLS;
    case 'timeline':
      return channels.every(({ kind: what }) => what === 'text') ? words.MESSAGES : words.ON_AND_OFF;
    default:
      return words.and([...new Set(channels.map(quantityOf))].slice(0, MAX_UNITS));
  }
}
