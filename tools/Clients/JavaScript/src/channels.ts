/** A board's channels and their readings. */

import type { Value } from './actuation.js';
import type { Actuator, SenmlPack, SenmlRecord } from './senml.js';
import { ReportedReadings, type Timespan } from './reported.js';

/** One value of one channel. */
export interface Reading {
  /** The channel's full name. */
  readonly name: string;
  /** The name without the board's. */
  readonly label: string;
  /** A number, a text, or true or false. */
  readonly value: Value;
  /** The SenML unit, such as `Cel`; none for text and for true or false. */
  readonly unit: string | undefined;
  /** Seconds since 1970-01-01 UTC. */
  readonly time: number;
  /** Whether it was taken before this client connected. */
  readonly isHistory: boolean;
}

/** A board's description of a channel. */
export interface Channel {
  /** The full name. */
  readonly name: string;
  /** The name without the board's. */
  readonly label: string;
  readonly unit: string | undefined;
  /** The maximum seconds from a reading to the next. */
  readonly updateTime: number | undefined;
  /** The values that it takes, if it can be set. */
  readonly actuator: Actuator | undefined;
  /** The newest reading. */
  readonly latest: Reading | undefined;
}

type MutableChannel = { -readonly [Key in keyof Channel]: Channel[Key] };

/** The changes by a pack. */
export interface Change {
  readonly readings: readonly Reading[];
  /** The channels that the board no longer describes. */
  readonly gone: readonly Channel[];
}

export class Channels {
  /** The base name of the board's channels. */
  baseName = '';
  private channels = new Map<string, MutableChannel>();
  /** By full name. */
  private readonly reported = new Map<string, ReportedReadings>();

  /** By full name. */
  get all(): ReadonlyMap<string, Channel> {
    return this.channels;
  }

  /** @param name With the board's name or without. */
  find(name: string): Channel | undefined {
    return this.channels.get(name) ?? this.channels.get(this.baseName + name);
  }

  /**
   * @param isFirst Whether the pack is the first of its connection: it has the history, and describes all channels.
   * @param made When the pack was made.
   */
  add(pack: SenmlPack, isFirst: boolean, made: Timespan): Change {
    const before = this.channels;
    this.baseName = isFirst ? pack.baseName : pack.baseName || this.baseName;
    if (isFirst) {
      this.channels = new Map();
    }
    const known = isFirst ? this.countKnown(pack, made) : undefined;
    const readings: Reading[] = [];
    for (const record of pack.records) {
      const channel = this.describe(record, before.get(record.name));
      if (record.value === undefined) {
        continue;
      }
      const left = known?.get(record.name) ?? 0;
      if (left > 0) {
        known!.set(record.name, left - 1);
        continue;
      }
      const { name, label, unit } = channel;
      channel.latest = { name, label, value: record.value, unit, time: record.time, isHistory: isFirst };
      this.reportedOf(name).add(record.value, record.time, pack, made);
      readings.push(channel.latest);
    }
    const gone = [...before.values()].filter(({ name }) => !this.channels.has(name));
    gone.forEach(({ name }) => this.reported.delete(name));
    return { readings, gone };
  }

  /** @returns For each channel, how many readings of a first pack were reported on an earlier connection. */
  private countKnown(pack: SenmlPack, made: Timespan): Map<string, number> {
    const histories = new Map<string, SenmlRecord[]>();
    for (const record of pack.records) {
      if (record.value !== undefined && this.reported.has(record.name)) {
        const history = histories.get(record.name);
        history ? history.push(record) : histories.set(record.name, [record]);
      }
    }
    return new Map([...histories].map(([name, history]) => [name, this.reported.get(name)!.countIn(history, pack, made)]));
  }

  /** @param before The channel of this name before the first pack of this connection. */
  private describe({ name, unit, updateTime, actuator }: SenmlRecord, before: Channel | undefined): MutableChannel {
    let channel = this.channels.get(name);
    if (!channel) {
      const isNamed = name.startsWith(this.baseName) && name !== this.baseName;
      const label = isNamed ? name.slice(this.baseName.length) : name;
      channel = { name, label, unit, updateTime, actuator, latest: before?.latest };
      this.channels.set(name, channel);
    }
    channel.unit = unit ?? channel.unit;
    channel.updateTime = updateTime ?? channel.updateTime;
    channel.actuator = actuator ?? channel.actuator;
    return channel;
  }

  private reportedOf(name: string): ReportedReadings {
    let reported = this.reported.get(name);
    if (!reported) {
      reported = new ReportedReadings();
      this.reported.set(name, reported);
    }
    return reported;
  }
}
