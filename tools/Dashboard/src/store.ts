/** What is known of the device: its channels and what they read, built from the packs as they come. */

import type { SenmlPack, SenmlRecord } from '../../Client/src/senml';
import { Ring } from './ring';
import { decimalsOf } from './units';

/** Two minutes at 20 readings a second leave room to spare. */
const RING_CAPACITY = 4096;

/** No board has more; it bounds what a faulty one can make the page hold. */
const MAX_CHANNELS = 64;

/** A line is interrupted where so many readings in a row are missing. */
const MISSING_READINGS = 3;

/** Readings that come late by less than this are no interruption, however fast the channel is; seconds. */
const TOLERANCE = 1;

export class Channel {
  unit = '';
  /** Seconds from reading to reading; 0 when the device does not say. */
  updateTime = 0;
  /** The most decimals seen: a reading of 21.50 is not written 21.5. */
  decimals = 0;
  current: number | string | undefined;
  /** How many seconds the history that came first covers. */
  historySpan = 0;
  readonly ring = new Ring(RING_CAPACITY);

  constructor(
    readonly name: string,
    /** The name without the device's. */
    readonly label: string,
  ) {}

  add(time: number, value: number | string | boolean): void {
    if (typeof value === 'string') {
      this.current = value;
      return;
    }
    const reading = Number(value);
    const last = this.ring.lastTime;
    const longest = this.updateTime ? MISSING_READINGS * this.updateTime + TOLERANCE : Infinity;
    if (this.ring.length && time - last > longest) {
      this.ring.push((last + time) / 2, NaN);
    }
    this.ring.push(time, reading);
    this.current = reading;
    this.decimals = Math.max(this.decimals, decimalsOf(reading));
  }
}

export class Store {
  readonly channels = new Map<string, Channel>();
  /** The base name without what separates it from the channels' names. */
  deviceName = '';
  /** Live packs that the server made but did not send here, because this client was too slow. */
  skipped = 0;
  /** The time of the newest reading in the latest pack. */
  latestTime = 0;
  private sequence: number | undefined;

  /** @param isFirst Whether the pack is the first of its connection, which tells the history. */
  add(pack: SenmlPack, isFirst: boolean): void {
    this.deviceName = pack.baseName.replace(/[-:./_]+$/, '') || this.deviceName;
    this.count(pack.sequence, isFirst);
    let latest = -Infinity;
    for (const record of pack.records) {
      const channel = this.channel(record, pack.baseName);
      // After an interruption the history repeats what is drawn already, more coarsely perhaps.
      if (!channel || record.value === undefined || (isFirst && record.time <= channel.ring.lastTime)) {
        continue;
      }
      channel.add(record.time, record.value);
      latest = Math.max(latest, record.time);
    }
    if (latest > -Infinity) {
      this.latestTime = latest;
    }
    if (isFirst) {
      this.rememberHistory();
    }
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
      this.skipped += Math.max(0, sequence - (this.sequence ?? sequence) - 1);
      this.sequence = sequence;
    }
  }

  private channel(record: SenmlRecord, baseName: string): Channel | undefined {
    let channel = this.channels.get(record.name);
    if (!channel) {
      if (this.channels.size === MAX_CHANNELS) {
        return undefined;
      }
      const isNamed = record.name.startsWith(baseName) && record.name !== baseName;
      channel = new Channel(record.name, isNamed ? record.name.slice(baseName.length) : record.name);
      this.channels.set(record.name, channel);
    }
    channel.unit = record.unit ?? channel.unit;
    channel.updateTime = record.updateTime ?? channel.updateTime;
    return channel;
  }

  private rememberHistory(): void {
    for (const channel of this.channels.values()) {
      if (channel.ring.length) {
        channel.historySpan ||= channel.ring.lastTime - channel.ring.firstTime;
      }
    }
  }
}
