/** Keeps a WebSocket open: detects its loss, waits, and reconnects. Does not read packs. */

import { type Message, settingsAsJson } from './actuation.js';
import { backoffDelay, LONGEST_DELAY } from './backoff.js';
import type { Refusal } from './refusal.js';
import { isReply, readReply, type Reply } from './reply.js';
import { Requests } from './requests.js';
import type { Timespan } from './reported.js';
import type { WebSocketClass, WebSocketLike } from './webSocket.js';

export type ConnectionState =
  | { readonly kind: 'connecting'; readonly failures: number }
  | { readonly kind: 'live' }
  /**
   * The next attempt is `retryIn` milliseconds after the start of this state; `retryAt` is its time of day, like Date.now(). `error` is the
   * reason, if it is known.
   */
  | { readonly kind: 'offline'; readonly failures: number; readonly retryIn: number; readonly retryAt: number; readonly error: unknown }
  /** The board needs a token, or another one. Nothing more is tried. */
  | { readonly kind: 'locked' }
  /** The board refuses this address until `retryAt`, because of wrong tokens. */
  | { readonly kind: 'barred'; readonly retryIn: number; readonly retryAt: number };

export interface ConnectionHandlers {
  /**
   * Is called with a pack, as text or as bytes. If it throws, the connection is replaced by a new one.
   * @param made When the server made it, by performance.now() in seconds.
   */
  onPack(message: string | ArrayBuffer, isFirst: boolean, made: Timespan): void;
  onState(state: ConnectionState): void;
  /** Is called with a reply that no request waits for. */
  onReply?(reply: Reply): void;
}

/** A board that has vanished neither refuses nor answers: without a limit an attempt would hang for minutes. In milliseconds. */
const ANSWER_TIMEOUT = 8_000;

/** A first pack may be long and the network slow; a board disconnects a client that reads nothing for 10 s. */
const FIRST_PACK_TIMEOUT = 60_000;

/** After so long without a message the client probes the server. */
const SILENCE = 5_000;

/** A longer timeout would end at once. In milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The client's own close code for messages that it cannot read (RFC 6455 section 7.4.2). */
const UNREADABLE = 4007;

/** RFC 6455 section 7.4.1, and the registry of close codes. */
const NORMAL = 1000;
const NO_STATUS = 1005;
const ABNORMAL = 1006;
const POLICY_VIOLATION = 1008;
const TRY_AGAIN_LATER = 1013;

/** `WebSocket.OPEN`, which a class passed in need not have. */
const OPEN = 1;

export class Connection {
  private socket: WebSocketLike | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private isWanted = false;
  private isLive = false;
  /** By performance.now(), as all times here. */
  private begun = 0;
  private lastReceived = 0;
  private error: unknown;
  private readonly requests = new Requests((message) => this.send(message));

  /**
   * @param protocols The subprotocols to offer: encodings, and the access token's entry if there is one.
   * @param webSocket The class of the sockets; by default the platform's own.
   * @param findRefusal Checks whether an attempt has failed because of the token; by default nothing is checked.
   */
  constructor(
    private readonly url: string,
    private readonly protocols: readonly string[],
    private readonly handlers: ConnectionHandlers,
    private readonly webSocket?: WebSocketClass,
    private readonly findRefusal?: () => Promise<Refusal | undefined>,
  ) {}

  /** Connects at once, also when the next attempt is only due later. Does nothing while a socket is open. */
  connect(): void {
    this.isWanted = true;
    if (this.socket) {
      return;
    }
    const socket = new (this.webSocket ?? WebSocket)(this.url, [...this.protocols]);
    socket.binaryType = 'arraybuffer';
    socket.onmessage = (event: { data: unknown }) => this.receive(event.data);
    socket.onopen = () => this.open(socket.protocol);
    socket.onclose = (event: { code: number; reason: string }) => this.takeClose(event);
    // Browsers do not give the reason; Node's ws does, and throws an error without a listener.
    socket.onerror = (event: { error?: unknown }) => (this.error = event.error);
    this.socket = socket;
    this.error = undefined;
    this.begun = performance.now();
    this.after(ANSWER_TIMEOUT, () => this.lose());
    this.handlers.onState({ kind: 'connecting', failures: this.failures });
  }

  /** Ends the connection until connect is called again. */
  close(): void {
    this.isWanted = false;
    clearTimeout(this.timer);
    this.release(NORMAL);
    this.failures = 0;
  }

  /** @returns Whether it was sent: false while there is no connection. */
  send(message: Message): boolean {
    if (this.socket?.readyState !== OPEN) {
      return false;
    }
    this.socket.send(message);
    return true;
  }

  /**
   * Sends a pack that the server acknowledges.
   * @param encode Makes the pack with this number.
   * @returns The round trip in milliseconds.
   * @throws ActuationError
   */
  request(encode: (sequence: number) => Message, acknowledged?: () => void): Promise<number> {
    return this.requests.request(encode, acknowledged);
  }

  /**
   * Sends a pack without settings, which is only acknowledged.
   * @returns The round trip in milliseconds.
   * @throws ActuationError
   */
  measureRoundTrip(): Promise<number> {
    return this.request((sequence) => settingsAsJson([], sequence));
  }

  private open(protocol: string): void {
    if (protocol && protocol !== this.protocols[0]) {
      this.error = new Error(`The server chose the subprotocol ${protocol}, which is not the one that was offered`);
      this.lose(UNREADABLE, 'unknown subprotocol');
    } else if (!this.isLive) {
      this.after(FIRST_PACK_TIMEOUT, () => this.lose());
    }
  }

  private takeClose({ code, reason }: { code: number; reason: string }): void {
    if (code !== NO_STATUS && code !== ABNORMAL) {
      this.error ??= new Error(`The board closed the connection: ${code} ${reason}`.trim());
    }
    // These two request that a client waits for a while.
    this.lose(undefined, undefined, code === POLICY_VIOLATION || code === TRY_AGAIN_LATER ? LONGEST_DELAY : 0);
  }

  private receive(data: unknown): void {
    this.lastReceived = performance.now();
    try {
      if (typeof data !== 'string' && !(data instanceof ArrayBuffer)) {
        throw new TypeError('A message that is neither text nor an ArrayBuffer');
      }
      if (isReply(data)) {
        this.takeReply(readReply(data));
      } else {
        this.takePack(data);
      }
    } catch (error) {
      this.error = error;
      this.lose(UNREADABLE, 'unreadable message');
    }
  }

  private takeReply(reply: Reply): void {
    if (!this.requests.answer(reply)) {
      this.handlers.onReply?.(reply);
    }
  }

  private takePack(message: string | ArrayBuffer): void {
    const socket = this.socket;
    const isFirst = !this.isLive;
    this.handlers.onPack(message, isFirst, { earliest: this.begun / 1000, latest: this.lastReceived / 1000 });
    // A handler may have closed the connection.
    if (isFirst && socket === this.socket) {
      this.isLive = true;
      this.failures = 0;
      this.watch();
      this.handlers.onState({ kind: 'live' });
    }
  }

  /**
   * A server that loses its power closes nothing, and a browser sends no pings: without this check a client would stay live for minutes.
   * One periodic timer is cheaper than one that each message resets.
   */
  private watch(): void {
    const left = this.lastReceived + SILENCE - performance.now();
    if (left > 0) {
      this.after(left, () => this.watch());
    } else {
      this.ask();
    }
  }

  /** A silent server may have nothing to report. One that answers anything now is present. */
  private ask(): void {
    const before = this.lastReceived;
    this.measureRoundTrip().catch(() => {
      // No answer in that time; another message may have come.
    });
    this.after(ANSWER_TIMEOUT, () => (this.lastReceived === before ? this.lose() : this.watch()));
  }

  /** @param minimum Milliseconds before the next attempt. */
  private lose(code?: number, reason?: string, minimum = 0): void {
    if (!this.socket) {
      return;
    }
    const wasLive = this.isLive;
    this.release(code, reason);
    this.failures++;
    this.retryAfter(Math.max(minimum, backoffDelay(this.failures, Math.random)));
    if (!wasLive) {
      void this.isWelcome();
    }
  }

  private retryAfter(wait: number): void {
    this.after(wait, () => this.connect());
    this.handlers.onState({ kind: 'offline', failures: this.failures, retryIn: wait, retryAt: Date.now() + wait, error: this.error });
  }

  /** @returns Whether to connect; false also after the wait for that has begun, or is over. */
  private async isWelcome(): Promise<boolean> {
    const refusal = await this.findRefusal?.();
    if (!this.isWanted || this.isLive) {
      return false;
    }
    if (refusal) {
      this.stayAway(refusal);
    }
    return !refusal;
  }

  private stayAway(refusal: Refusal): void {
    if (refusal.kind === 'locked') {
      this.close();
      this.handlers.onState(refusal);
      return;
    }
    // Another attempt may have been made meanwhile.
    this.release();
    const wait = Math.max(1000 * refusal.seconds, backoffDelay(this.failures, Math.random));
    if (refusal.kind === 'busy') {
      this.retryAfter(wait);
      return;
    }
    this.after(wait, () => void this.comeBack());
    this.handlers.onState({ kind: 'barred', retryIn: wait, retryAt: Date.now() + wait });
  }

  /** Checks first: a token that is still wrong would lengthen the wait, and the answer to a WebSocket would not show that. */
  private async comeBack(): Promise<void> {
    if (await this.isWelcome()) {
      this.connect();
    }
  }

  private release(code?: number, reason?: string): void {
    const socket = this.socket;
    if (socket) {
      // Closing a connection to a vanished peer takes a while, and its further messages are ignored.
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.onerror = () => {};
      socket.close(code, reason);
      this.socket = undefined;
      this.isLive = false;
      this.requests.abandon();
    }
  }

  /** There is only one wait at a time, so one timer. */
  private after(milliseconds: number, action: () => void): void {
    clearTimeout(this.timer);
    const rest = milliseconds - LONGEST_TIMER;
    this.timer = rest > 0 ? setTimeout(() => this.after(rest, action), LONGEST_TIMER) : setTimeout(action, milliseconds);
  }
}
