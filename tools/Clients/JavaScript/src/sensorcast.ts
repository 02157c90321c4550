/** The interface to a board. */

import { streamAddress } from './address.js';
import { type Message, type Setting, settingsAsCbor, settingsAsJson, type Value } from './actuation.js';
import { type Channel, Channels, type Reading } from './channels.js';
import { Connection, type ConnectionState } from './connection.js';
import { Emitter } from './emitter.js';
import { readPack } from './pack.js';
import { Readings } from './readings.js';
import { findRefusal, TokenError } from './refusal.js';
import { ActuationError } from './requests.js';
import { Sequence } from './sequence.js';
import { SettingWatch } from './settingWatch.js';
import { tokenProtocol } from './token.js';
import type { Timespan } from './reported.js';
import type { WebSocketClass } from './webSocket.js';

export interface SensorcastOptions {
  /** The encoding of readings and settings; `cbor` (the default) is shorter, `json` is readable. */
  readonly encoding?: 'cbor' | 'json';
  /** The board's access token, if it has one. */
  readonly token?: string;
  /** The class of the sockets, if the platform has none: for Node before version 22 npm's `ws`. */
  readonly WebSocket?: WebSocketClass;
  /** The channels of interest, with or without the board's name; readings of others are left out. Default: all. */
  readonly channels?: readonly string[];
}

export type State = ConnectionState | { readonly kind: 'closed' };

export interface SensorcastEvents {
  state: State;
  /** The board, flashed anew or restarted, no longer describes this channel. */
  gone: Channel;
  /** So many live packs were skipped because this client was too slow. */
  skipped: number;
  /** A message was acknowledged after so many milliseconds. */
  roundTrip: number;
}

type Listener = (reading: Reading) => void;

/** The maximum size of a message to a board (docs/readings.md). */
const LONGEST_PACK = 1024;

/** How long a request waits for a connection. */
const CONNECT_TIMEOUT = 5_000;

/** Connects at once, and again whenever the connection is lost, until it is closed. */
export class Sensorcast implements AsyncIterable<Reading> {
  private readonly connection: Connection;
  private readonly known = new Channels();
  private readonly sequence = new Sequence();
  private readonly events = new Emitter<SensorcastEvents & { reading: Reading }>();
  private readonly filter: readonly string[] | undefined;
  private readonly iterators = new Set<Readings>();
  private readonly watches = new Set<SettingWatch>();
  private readonly encode: (settings: readonly Setting[], sequence: number) => Message;
  private currentState: State = { kind: 'connecting', failures: 0 };
  private skippedPacks = 0;
  private lastRoundTrip: number | undefined;

  /**
   * @param address Such as `ws://sensorcast.local/ws`, the address of the page (`http://sensorcast.local/`), or `sensorcast.local`.
   * @throws SyntaxError The address is not valid.
   */
  constructor(address: string | URL, { encoding = 'cbor', token, WebSocket, channels }: SensorcastOptions = {}) {
    const webSocket = WebSocket ?? (globalThis.WebSocket as WebSocketClass | undefined);
    if (!webSocket) {
      throw new Error("There is no WebSocket here: pass one, such as that of npm's ws, as the option WebSocket");
    }
    const protocols = token === undefined ? [`senml+${encoding}`] : [`senml+${encoding}`, tokenProtocol(token)];
    this.filter = channels;
    this.encode = encoding === 'cbor' ? settingsAsCbor : settingsAsJson;
    const url = streamAddress(address);
    this.connection = new Connection(
      url,
      protocols,
      { onPack: (message, isFirst, made) => this.receive(message, isFirst, made), onState: (state) => this.enter(state) },
      webSocket,
      () => findRefusal(url, token),
    );
    this.connection.connect();
  }

  get state(): State {
    return this.currentState;
  }

  /** The board's channels, by full name: those of the connection's first pack, and those added since. */
  get channels(): ReadonlyMap<string, Channel> {
    return this.known.all;
  }

  /** @param name With the board's name or without. */
  channel(name: string): Channel | undefined {
    return this.known.find(name);
  }

  /** How many live packs were skipped because this client was too slow. */
  get skipped(): number {
    return this.skippedPacks;
  }

  /** The latest round trip in milliseconds; undefined before an acknowledgement. */
  get roundTrip(): number | undefined {
    return this.lastRoundTrip;
  }

  /** @returns A function that ends it. */
  on<Event extends keyof SensorcastEvents>(event: Event, listener: (value: SensorcastEvents[Event]) => void): () => void {
    return this.events.on(event, listener as (value: unknown) => void);
  }

  /**
   * Calls the listener with each reading from now on, including the history of the first pack.
   * @param names Channels, with the board's name or without; none for all.
   * @returns A function that ends it.
   */
  subscribe(names: string | readonly string[], listener: Listener): () => void;
  subscribe(listener: Listener): () => void;
  subscribe(...[first, second]: [string | readonly string[], Listener] | [Listener]): () => void {
    if (typeof first === 'function') {
      return this.events.on('reading', first);
    }
    const names = typeof first === 'string' ? [first] : first;
    return this.events.on('reading', (reading) => {
      if (isNamed(reading, names)) {
        second?.(reading);
      }
    });
  }

  /**
   * The readings from now on, for `for await`; it ends when the board is closed, and with a TokenError if the board needs a token.
   * @param names Channels, with the board's name or without; none for all.
   */
  readings(...names: string[]): Readings {
    const readings: Readings = new Readings(() => {
      unsubscribe();
      this.iterators.delete(readings);
    });
    const add: Listener = (reading) => readings.add(reading);
    const unsubscribe = names.length ? this.subscribe(names, add) : this.subscribe(add);
    this.iterators.add(readings);
    this.endReadings();
    return readings;
  }

  [Symbol.asyncIterator](): Readings {
    return this.readings();
  }

  /**
   * Sets actuators, all or none, and waits until the board has accepted.
   * @param name With the board's name or without.
   * @throws ActuationError The board refused, or cannot be reached.
   * @throws RangeError A number that is not finite, or too many settings for one message.
   */
  set(name: string, value: Value): Promise<void>;
  set(settings: Readonly<Record<string, Value>>): Promise<void>;
  async set(first: string | Readonly<Record<string, Value>>, value?: Value): Promise<void> {
    const settings: [string, Value][] = typeof first === 'string' ? [[first, value!]] : Object.entries(first);
    await this.request(() => settings.map(([name, value]) => ({ name: this.fullName(name), value })));
  }

  /**
   * Sets an actuator, and waits for the reading that follows the acknowledgement. It may differ from the requested value. If the board says how
   * long the actuator takes (`takes`), it waits for that value, or until the time has passed.
   * @param name With the board's name or without.
   * @returns The newest reading; undefined if none came in time.
   * @throws ActuationError The board refused, or cannot be reached.
   * @throws RangeError A number that is not finite, or a setting that is too long for a message.
   */
  async setAndRead(name: string, value: Value): Promise<Reading | undefined> {
    const watch = new SettingWatch(value, () => this.channel(name));
    this.watches.add(watch);
    try {
      await this.request(() => [{ name: this.fullName(name), value }], () => watch.start());
      return await watch.reading;
    } finally {
      this.watches.delete(watch);
      watch.end();
    }
  }

  /**
   * Sends a message that is only acknowledged.
   * @returns The round trip in milliseconds.
   * @throws ActuationError The board cannot be reached.
   */
  measureRoundTrip(): Promise<number> {
    return this.request(() => []);
  }

  /** Ends the connection for good. */
  close(): void {
    if (this.currentState.kind === 'closed') {
      return;
    }
    this.connection.close();
    this.enter({ kind: 'closed' });
  }

  private receive(message: string | ArrayBuffer, isFirst: boolean, made: Timespan): void {
    const pack = readPack(message, Date.now() / 1000);
    if (isFirst) {
      this.sequence.restart();
    }
    const missing = this.sequence.next(pack.sequence);
    const { readings, gone } = this.known.add(pack, isFirst, made);
    gone.forEach((channel) => this.events.emit('gone', channel));
    if (missing) {
      this.skippedPacks += missing;
      this.events.emit('skipped', missing);
    }
    for (const reading of readings) {
      this.watches.forEach((watch) => watch.add(reading));
      if (!this.filter || isNamed(reading, this.filter)) {
        this.events.emit('reading', reading);
      }
    }
  }

  private enter(state: State): void {
    this.currentState = state;
    this.endReadings();
    this.events.emit('state', state);
  }

  /** Ends all iterators if no further reading will come. */
  private endReadings(): void {
    if (isOver(this.currentState)) {
      const error = this.currentState.kind === 'locked' ? new TokenError() : undefined;
      this.iterators.forEach((readings) => readings.end(error));
      this.iterators.clear();
    }
  }

  private async request(settings: () => Setting[], acknowledged?: () => void): Promise<number> {
    await this.untilLive();
    // The names are completed only now that the base name is known.
    const roundTrip = await this.connection.request((sequence) => {
      const message = this.encode(settings(), sequence);
      const size = typeof message === 'string' ? new TextEncoder().encode(message).length : message.byteLength;
      if (size > LONGEST_PACK) {
        throw new RangeError(`These settings take ${size} bytes; a board receives ${LONGEST_PACK} at most`);
      }
      return message;
    }, acknowledged);
    this.lastRoundTrip = roundTrip;
    this.events.emit('roundTrip', roundTrip);
    return roundTrip;
  }

  private untilLive(): Promise<void> {
    if (this.currentState.kind === 'live') {
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const fail = () => {
        leave();
        reject(new ActuationError(this.currentState.kind === 'locked' ? 'not-allowed' : 'not-connected'));
      };
      const timer = setTimeout(fail, isOver(this.currentState) ? 0 : CONNECT_TIMEOUT);
      const leave = this.on('state', (state) => {
        if (state.kind === 'live' || isOver(state)) {
          clearTimeout(timer);
          leave();
          (state.kind === 'live' ? resolve : fail)();
        }
      });
    });
  }

  private fullName(name: string): string {
    return this.known.find(name)?.name ?? (name.startsWith(this.known.baseName) ? name : this.known.baseName + name);
  }
}

/** Whether there will be no further connection. */
function isOver({ kind }: State): boolean {
  return kind === 'closed' || kind === 'locked';
}

function isNamed({ name, label }: Reading, names: readonly string[]): boolean {
  return names.includes(label) || names.includes(name);
}
