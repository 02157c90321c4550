/** What is known of the device: its channels and what they read, built from the packs as they come. */

import type { Actuator, SenmlPack, SenmlRecord } from '../../Client/src/senml';
import { Series } from './series';
import { Texts } from './texts';
import { decimalsOf, fits } from './units';

/** No board has more; it bounds what a faulty one can make the page hold. */
const MAX_CHANNELS = 64;

/** A line is interrupted, and a channel stale, where so many readings in a row are missing. */
const MISSING_READINGS = 3;

/** Readings that come late by less than this are no interruption, however fast the channel is; seconds. */
const TOLERANCE = 1;

export type Value = number | string | boolean;
export type Kind = 'number' | 'boolean' | 'text';

export class Channel {
  kind: Kind = 'number';
  unit = '';
  /** Seconds from reading to reading; 0 when the device does not say. */
  updateTime = 0;
  /** The most decimals seen: a reading of 21.50 is not written 21.5. */
  decimals = 0;
  current: Value | undefined;
  /** When the newest reading was made. */
  lastTime = -Infinity;
  /** When the value last became another one; undefined when nobody saw it. */
  changedAt: number | undefined;
  /** What it can be set to; undefined when it cannot. */
  actuator: Actuator | undefined;
  /** Numbers, and truth as 1 and 0. */
  readonly series = new Series();
  /** Texts that it has told, and when. */
  readonly texts = new Texts();

  constructor(
    readonly name: string,
    /** The name without the device's. */
    readonly label: string,
    /** Its place among all channels. */
    readonly index: number,
    /** The number of its colour: another one than its neighbours' in the same chart, as long as there are enough. */
    readonly colour = index,
  ) {}

  /** The longest time without a reading that is not worth a word. */
  get patience(): number {
    return this.updateTime ? MISSING_READINGS * this.updateTime + TOLERANCE : Infinity;
  }

  add(time: number, value: Value): void {
    if (this.current !== undefined && this.current !== value) {
      this.changedAt = time;
    }
    this.current = value;
    if (typeof value === 'string') {
      this.kind = 'text';
      this.texts.add(time, value);
    } else {
      this.kind = typeof value === 'boolean' ? 'boolean' : 'number';
      this.plot(time, Number(value));
    }
    this.lastTime = time;
  }

  private plot(time: number, reading: number): void {
    if (this.series.length && time - this.lastTime > this.patience) {
      this.series.push((this.lastTime + time) / 2, NaN);
    }
    this.series.push(time, reading);
    if (!fits(reading, this.decimals)) {
      this.decimals = Math.max(this.decimals, decimalsOf(reading));
    }
  }
}

export class Store {
  readonly channels = new Map<string, Channel>();
  /** The base name without what separates it from the channels' names. */
  deviceName = '';
  /** Live packs that the server made but did not send here, because this client was too slow. */
  skipped = 0;
  /** How many readings have come. */
  readings = 0;
  /** The time of the newest reading in the latest pack. */
  latestTime = 0;
  /** Is told each reading as it comes. */
  onReading: ((channel: Channel, time: number, value: Value) => void) | undefined;
  /** Is told how many packs were left out. */
  onSkipped: ((packs: number) => void) | undefined;
  private latestArrival = 0;
  private sequence: number | undefined;

  /**
   * @param isFirst Whether the pack is the first of its connection, which tells the history.
   * @param arrival When it came, in seconds of a clock that only goes forward.
   */
  add(pack: SenmlPack, isFirst: boolean, arrival: number): void {
    this.deviceName = pack.baseName.replace(/[-:./_]+$/, '') || this.deviceName;
    this.count(pack.sequence, isFirst);
    let latest = -Infinity;
    for (const record of pack.records) {
      const channel = this.channel(record, pack.baseName);
      // After an interruption the history repeats what is drawn already, more coarsely perhaps.
      if (!channel || record.value === undefined || (isFirst && record.time <= channel.lastTime)) {
        continue;
      }
      channel.add(record.time, record.value);
      this.readings++;
      this.onReading?.(channel, record.time, record.value);
      latest = Math.max(latest, record.time);
    }
    if (latest > -Infinity) {
      this.latestTime = latest;
      this.latestArrival = arrival;
    }
  }

  /** What the device's clock says now, as far as its readings tell. */
  deviceTime(now: number): number {
    return this.latestTime + now - this.latestArrival;
  }

  /** The shortest time, in seconds, in which some channel has a new reading; undefined when the device does not say. */
  get fastestUpdate(): number | undefined {
    const times = [...this.channels.values()].map((channel) => channel.updateTime).filter((time) => time > 0);
    return times.length ? Math.min(...times) : undefined;
  }

  private count(sequence: number | undefined, isFirst: boolean): void {
    if (isFirst) {
      this.sequence = undefined;
    }
    if (sequence !== undefined) {
      // A number that goes back is a counter that began anew, and tells nothing.
      const skipped = Math.max(0, sequence - (this.sequence ?? sequence) - 1);
      this.sequence = sequence;
      if (skipped) {
        this.skipped += skipped;
        this.onSkipped?.(skipped);
      }
    }
  }

  private channel(record: SenmlRecord, baseName: string): Channel | undefined {
    let channel = this.channels.get(record.name);
    if (!channel) {
      if (this.channels.size === MAX_CHANNELS) {
        return undefined;
      }
      const isNamed = record.name.startsWith(baseName) && record.name !== baseName;
      const peers = [...this.channels.values()].filter(({ unit }) => unit === (record.unit ?? ''));
      const label = isNamed ? record.name.slice(baseName.length) : record.name;
      const index = this.channels.size;
      channel = new Channel(record.name, label, index, peers[0] && peers[0].colour + peers.length);
      this.channels.set(record.name, channel);
    }
    channel.unit = record.unit ?? channel.unit;
    channel.updateTime = record.updateTime ?? channel.updateTime;
    channel.actuator = record.actuator ?? channel.actuator;
    return channel;
  }
}
