/** The state of the device: its channels and their readings, built from the packs. */

import type { Description } from '../../Clients/JavaScript/src/description';
import type { Actuator, SenmlPack, SenmlRecord } from '../../Clients/JavaScript/src/senml';
import { Sequence } from '../../Clients/JavaScript/src/sequence';
import { ReportedReadings, type Timespan } from '../../Clients/JavaScript/src/reported';
import { Series } from './series';
import { Texts } from './texts';
import { decimalsOf, fits } from './units';
import * as words from './words/index';

/** No board has more; it bounds the memory that a faulty one can take. */
const MAX_CHANNELS = 1024;

/** A line is interrupted, and a channel stale, if so many readings in a row are missing. */
const MISSING_READINGS = 3;

/** A reading that is late by less than this is not an interruption, however fast the channel is. Seconds. */
const TOLERANCE = 1;

/** The maximum delay of a pack in the network; an older time stamp is of a clock that was set since. Seconds. */
const LONGEST_DELAY = 30;

/** The distance of two readings of which only the order is known, in seconds. */
const RESOLUTION = 0.001;

export type Value = number | string | boolean;
export type Kind = 'number' | 'boolean' | 'text';

export class Channel {
  kind: Kind = 'number';
  unit = '';
  /** Seconds from reading to reading; 0 if unknown. */
  updateTime = 0;
  /** The most decimals seen: a reading of 21.50 is not written 21.5. */
  decimals = 0;
  current: Value | undefined;
  /** When the newest reading was made. */
  lastTime = -Infinity;
  /** When the value last changed; undefined if that was not received. */
  changedAt: number | undefined;
  /** What it can be set to; undefined if it cannot be set. */
  actuator: Actuator | undefined;
  /** Its description. */
  description: Description = {};
  /** Its device, if there may be several. */
  device = '';
  /** Whether the device no longer describes it, for example after it was flashed anew. Its readings stay. */
  isGone = false;
  /** The reported readings, also of earlier connections. */
  readonly reported = new ReportedReadings();
  /** Numbers, and truth as 1 and 0. */
  readonly series = new Series();
  /** Its texts, with their times. */
  readonly texts = new Texts();

  constructor(
    readonly name: string,
    /** The name without the device's. */
    readonly shortName: string,
    /** Its place among all channels. */
    readonly index: number,
    /** The number of its colour: different from its neighbours' in the same chart, as long as there are enough. */
    readonly colour = index,
  ) {}

  /** Its title for people. */
  get label(): string {
    return this.description.title ?? this.shortName;
  }

  /** The title with the group, where other groups may have the same one. */
  get fullLabel(): string {
    return words.within(this.description.group, this.label);
  }

  /** The longest time without a reading that is not reported. */
  get maxGap(): number {
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

  /** The time of a reading that is stamped on arrival: packs that were delayed in the network arrive together, but were made one after the other. */
  following(time: number): number {
    return time <= this.lastTime && time > this.lastTime - LONGEST_DELAY ? this.lastTime + RESOLUTION : time;
  }

  /** Whether a first pack describes the same quantity. */
  isLike({ unit = '', value }: SenmlRecord): boolean {
    return unit === this.unit && (value === undefined || this.current === undefined || kindOf(value) === this.kind);
  }

  private plot(time: number, reading: number): void {
    if (this.series.length && time - this.lastTime > this.maxGap) {
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

  /** Device by device, each in its own order: devices are described in any order. */
  get ordered(): Channel[] {
    return [...this.channels.values()].sort((a, b) => (a.device < b.device ? -1 : Number(a.device > b.device)));
  }

  /** The base name without its separator. */
  deviceName = '';
  /** Live packs that the server made but did not send here, because this client was too slow. */
  skipped = 0;
  /** How many readings have come. */
  readings = 0;
  /** Counts how often a channel's description has changed. */
  descriptions = 0;
  /** The time of the newest reading in the latest pack. */
  latestTime = 0;
  /** Is called with each reading as it comes. */
  onReading: ((channel: Channel, time: number, value: Value) => void) | undefined;
  /** Is called with the number of skipped packs. */
  onSkipped: ((packs: number) => void) | undefined;
  private latestArrival = 0;
  /** How many channels there have been. */
  private made = 0;
  private readonly sequences = new Map<string, Sequence>();

  /**
   * @param isFirst Whether the pack is the first of its connection: it brings the history, and describes all channels there are.
   * @param made When the pack was made.
   * @param device The device of the pack, if there may be several.
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

  /** The present time of the device's clock, estimated from its readings. */
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

  /** A first pack replaces all descriptions. A channel that measures another quantity is a new one, without the old readings. */
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
