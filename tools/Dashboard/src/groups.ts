/** Which channels share a card. */

import type { Channel, Kind } from './store';
import { quantityOf } from './units';

export interface Group {
  /** The same for the same card. */
  readonly key: string;
  readonly title: string;
  /** What the channel measures, for a card that has the channel's own name as its title. */
  readonly subtitle: string;
  readonly kind: Kind;
  readonly unit: string;
  readonly channels: readonly Channel[];
}

/** In the order in which the device has announced them. */
export function groupsOf(channels: Iterable<Channel>, isPerChannel: boolean): Group[] {
  const groups = new Map<string, Channel[]>();
  for (const channel of channels) {
    if (channel.current !== undefined) {
      const key = isPerChannel ? channel.name : `${channel.kind} ${channel.unit}`;
      groups.set(key, [...(groups.get(key) ?? []), channel]);
    }
  }
  return [...groups.values()].map(group);
}

function group(channels: readonly Channel[]): Group {
  const { kind, unit, label } = channels[0]!;
  const isAlone = channels.length === 1;
  const quantity = kind === 'number' ? quantityOf(unit) : titleOf(kind, channels);
  return {
    key: [kind, unit, ...channels.map(({ name, actuator }) => `${name}${actuator ? '=' : ''}`)].join(' '),
    title: isAlone ? label : quantity,
    subtitle: isAlone && kind === 'number' && saysMore(quantity, channels[0]!) ? quantity : '',
    kind,
    unit,
    channels,
  };
}

/** What the name or the unit beside the value says already is not said twice. */
function saysMore(quantity: string, { label, unit }: Channel): boolean {
  return unit !== '' && !['/', '%', quantity].includes(unit) && !label.toLowerCase().includes(quantity.toLowerCase());
}

function titleOf(kind: Kind, channels: readonly Channel[]): string {
  if (kind === 'text') {
    return 'Messages';
  }
  return channels.every(({ actuator }) => actuator) ? 'Switches' : 'On and off';
}
