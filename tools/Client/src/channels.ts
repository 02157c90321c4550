/** What is known of a board's channels, and what they read. */

import type { Value } from './actuation.js';
import type { Actuator, SenmlPack, SenmlRecord } from './senml.js';

/** One value of one channel. */
export interface Reading {
  /** The channel's full name. */
  readonly name: string;
  /** The name without the board's. */
  readonly label: string;
  /** A number, a text, or true or false. */
  readonly value: Value;
  /** As SenML has it, such as `Cel`; none for text and for true or false. */
  readonly unit: string | undefined;
  /** Seconds since 1970-01-01 UTC. */
  readonly time: number;
  /** Whether it was taken before this client connected. */
  readonly isHistory: boolean;
}

/** What a board says about a channel. */
export interface Channel {
  /** The full name. */
  readonly name: string;
  /** The name without the board's. */
  readonly label: string;
  readonly unit: string | undefined;
  /** The most seconds from a reading to the next. */
  readonly updateTime: number | undefined;
  /** What it takes, when it can be set. */
  readonly actuator: Actuator | undefined;
  /** The newest reading. */
  readonly latest: Reading | undefined;
}

type MutableChannel = { -readonly [Key in keyof Channel]: Channel[Key] };

export class Channels {
  /** What the names of the board's channels begin with. */
  baseName = '';
  private readonly channels = new Map<string, MutableChannel>();

  /** By full name. */
  get all(): ReadonlyMap<string, Channel> {
    return this.channels;
  }

  /** @param name With the board's name or without. */
  find(name: string): Channel | undefined {
    return this.channels.get(name) ?? this.channels.get(this.baseName + name);
  }

  /** The shortest time, in seconds, in which some channel has a new reading; none when the board does not say. */
  get fastestUpdate(): number | undefined {
    const times = [...this.channels.values()].flatMap(({ updateTime }) => updateTime || []);
    return times.length ? Math.min(...times) : undefined;
  }

  /**
   * @param isFirst Whether the pack is the first of its connection, which tells the history.
   * @returns What is new.
   */
  add(pack: SenmlPack, isFirst: boolean): Reading[] {
    this.baseName = pack.baseName || this.baseName;
    const readings: Reading[] = [];
    // After an interruption the history repeats what is known already.
    const known = new Map(isFirst ? [...this.channels.values()].map(({ name, latest }) => [name, latest?.time ?? -Infinity]) : []);
    for (const record of pack.records) {
      const channel = this.describe(record);
      if (record.value === undefined || record.time <= (known.get(record.name) ?? -Infinity)) {
        continue;
      }
      const { name, label, unit } = channel;
      channel.latest = { name, label, value: record.value, unit, time: record.time, isHistory: isFirst };
      readings.push(channel.latest);
    }
    return readings;
  }

  private describe({ name, unit, updateTime, actuator }: SenmlRecord): MutableChannel {
    let channel = this.channels.get(name);
    if (!channel) {
      const isNamed = name.startsWith(this.baseName) && name !== this.baseName;
      const label = isNamed ? name.slice(this.baseName.length) : name;
      channel = { name, label, unit, updateTime, actuator, latest: undefined };
      this.channels.set(name, channel);
    }
    channel.unit = unit ?? channel.unit;
    channel.updateTime = updateTime ?? channel.updateTime;
    channel.actuator = actuator ?? channel.actuator;
    return channel;
  }
}
