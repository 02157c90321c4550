/** What is known of the device: its channels and what they read, built from the packs as they come. */

import type { Description } from '../../Clients/JavaScript/src/description';
import type { Actuator, SenmlPack, SenmlRecord } from '../../Clients/JavaScript/src/senml';
import { Sequence } from '../../Clients/JavaScript/src/sequence';
import { ReportedReadings, type Timespan } from '../../Clients/JavaScript/src/reported';
import { Series } from './series';
import { Texts } from './texts';
import { decimalsOf, fits } from './units';
import * as words from './words/index';

/** No board has more; it bounds what a faulty one can make the page hold. */
const MAX_CHANNELS = 1024;

/** A line is interrupted, and a channel stale, where so many readings in a row are missing. */
const MISSING_READINGS = 3;

/** Readings that come late by less than this are no interruption, however fast the channel is; seconds. */
const TOLERANCE = 1;

/** A network holds packs up for no longer; what is further back was stamped by a clock that was set since. Seconds. */
const LONGEST_DELAY = 30;

/** Between two readings whose order is all that is known, in seconds. */
const RESOLUTION = 0.001;

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
  /** What it says of itself. */
  description: Description = {};
  /** Which device it is of, where there may be several. */
  device = '';
  /** Whether the device does not describe it any more: flashed anew, for example. What it read before stays. */
  isGone = false;
  /** What was reported of it, also over earlier connections. */
  readonly reported = new ReportedReadings();
  /** Numbers, and truth as 1 and 0. */
  readonly series = new Series();
  /** Texts that it has told, and when. */
  readonly texts = new Texts();

  constructor(
    readonly name: string,
    /** The name without the device's. */
    readonly shortName: string,
    /** Its place among all channels. */
    readonly index: number,
    /** The number of its colour: another one than its neighbours' in the same chart, as long as there are enough. */
    readonly colour = index,
  ) {}

  /** What people call it. */
  get label(): string {
    return this.description.title ?? this.shortName;
  }

  /** The same, where channels of other groups may be called alike. */
  get fullLabel(): string {
    return words.within(this.description.group, this.label);
  }

  /** The longest time without a reading that is not worth a word. */
  get patience(): number {
    return this.updateTime ? MISSING_READINGS * this.updateTime + TOLERANCE : Infinity;
  }

  add(time: number, value: Value): void {
    if (this.current !== undefined && this.current !== value) {
      this.changedAt = time;
    }
    this.current = value;
    this.kind = kindOf(value);
    if (typeof value === 'string') {
      this.texts.add(time, value);
    } else {
      this.plot(time, Number(value));
    }
    this.lastTime = time;
  }

  /** When a reading was made that is stamped when it arrives: packs that a network held up arrive together, but they are one after the other. */
  following(time: number): number {
    return time <= this.lastTime && time > this.lastTime - LONGEST_DELAY ? this.lastTime + RESOLUTION : time;
  }

  /** Whether a first pack describes the same quantity. */
  isLike({ unit = '', value }: SenmlRecord): boolean {
    return unit === this.unit && (value === undefined || this.current === undefined || kindOf(value) === this.kind);
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

function kindOf(value: Value): Kind {
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'boolean':
      return 'boolean';
    default:
      return 'number';
  }
}

export class Store {
  readonly channels = new Map<string, Channel>();

  /** Device by device, and as each has announced them: devices are described in any order. */
  get ordered(): Channel[] {
    return [...this.channels.values()].sort((a, b) => (a.device < b.device ? -1 : Number(a.device > b.device)));
  }

  /** The base name without what separates it from the channels' names. */
  deviceName = '';
  /** Live packs that the server made but did not send here, because this client was too slow. */
  skipped = 0;
  /** How many readings have come. */
  readings = 0;
  /** Counts how often a channel has been described in another way. */
  descriptions = 0;
  /** The time of the newest reading in the latest pack. */
  latestTime = 0;
  /** Is told each reading as it comes. */
  onReading: ((channel: Channel, time: number, value: Value) => void) | undefined;
  /** Is told how many packs were left out. */
  onSkipped: ((packs: number) => void) | undefined;
  private latestArrival = 0;
  /** How many channels there have been. */
  private made = 0;
  private readonly sequences = new Map<string, Sequence>();

  /**
   * @param isFirst Whether the pack is the first of its connection: it brings the history, and describes all channels there are.
   * @param made When the pack was made.
   * @param device Which device it is from, where there may be several.
   */
  add(pack: SenmlPack, isFirst: boolean, made: Timespan, device = ''): void {
    this.deviceName = pack.baseName.replace(/[-:./_]+$/, '') || this.deviceName;
    this.count(pack.sequence, isFirst, device);
    if (isFirst) {
      this.forget(pack.records, device);
    }
    const known = isFirst ? this.countKnown(pack, made) : new Map<Channel, number>();
    let latest = -Infinity;
    for (const record of pack.records) {
      const channel = this.channel(record, pack.baseName, device);
      if (!channel || record.value === undefined) {
        continue;
      }
      const left = known.get(channel) ?? 0;
      if (left > 0) {
        known.set(channel, left - 1);
        continue;
      }
      channel.reported.add(record.value, record.time, pack, made);
      const time = pack.hasTime ? record.time : channel.following(record.time);
      channel.add(time, record.value);
      this.readings++;
      this.onReading?.(channel, time, record.value);
      latest = Math.max(latest, time);
    }
    if (latest > -Infinity) {
      this.latestTime = latest;
      this.latestArrival = made.latest;
    }
  }

  /** What the device's clock says now, as far as its readings tell. */
  deviceTime(now: number): number {
    return this.latestTime + now - this.latestArrival;
  }

  private count(number: number | undefined, isFirst: boolean, device: string): void {
    let sequence = this.sequences.get(device);
    if (!sequence || isFirst) {
      this.sequences.set(device, (sequence = new Sequence()));
    }
    const skipped = sequence.next(number);
    if (skipped) {
      this.skipped += skipped;
      this.onSkipped?.(skipped);
    }
  }

  /** A first pack replaces all descriptions. What measures something else than before is another channel, with a past of its own. */
  private forget(records: readonly SenmlRecord[], device: string): void {
    const introductions = new Map<string, SenmlRecord>();
    for (const record of records) {
      if (!introductions.has(record.name)) {
        introductions.set(record.name, record);
      }
    }
    for (const channel of this.channels.values()) {
      if (channel.device !== device) {
        continue;
      }
      const introduction = introductions.get(channel.name);
      channel.isGone = !introduction;
      channel.actuator = undefined;
      channel.updateTime = introduction ? 0 : channel.updateTime;
      this.describe(channel, introduction?.description ?? {});
      if (introduction && !channel.isLike(introduction)) {
        this.channels.delete(channel.name);
      }
    }
  }

  /** @returns How many readings of each channel in a first pack were reported over an earlier connection. */
  private countKnown(pack: SenmlPack, made: Timespan): Map<Channel, number> {
    const histories = new Map<Channel, SenmlRecord[]>();
    for (const record of pack.records) {
      const channel = this.channels.get(record.name);
      if (channel && record.value !== undefined) {
        const history = histories.get(channel);
        history ? history.push(record) : histories.set(channel, [record]);
      }
    }
    return new Map([...histories].map(([channel, history]) => [channel, channel.reported.countIn(history, pack, made)]));
  }

  private describe(channel: Channel, description: Description): void {
    if (JSON.stringify(channel.description) !== JSON.stringify(description)) {
      channel.description = description;
      this.descriptions++;
    }
  }

  private channel(record: SenmlRecord, baseName: string, device: string): Channel | undefined {
    let channel = this.channels.get(record.name);
    if (!channel) {
      const all = [...this.channels.values()];
      if (all.filter((one) => one.device === device).length === MAX_CHANNELS) {
        return undefined;
      }
      const isNamed = record.name.startsWith(baseName) && record.name !== baseName;
      const peers = all.filter(({ unit }) => unit === (record.unit ?? ''));
      const label = isNamed ? record.name.slice(baseName.length) : record.name;
      const index = this.made++;
      channel = new Channel(record.name, label, index, peers[0] && peers[0].colour + peers.length);
      channel.device = device;
      this.channels.set(record.name, channel);
    }
    channel.isGone = false;
    channel.unit = record.unit ?? channel.unit;
    channel.updateTime = record.updateTime ?? channel.updateTime;
    channel.actuator = record.actuator ?? channel.actuator;
    if (record.description) {
      this.describe(channel, record.description);
    }
    return channel;
  }
}
