/** Keeps a WebSocket open: notices when the server has gone, waits, and comes back. Knows nothing of packs. */

import type { Message } from './actuation.js';
import { backoffDelay } from './backoff.js';
import type { Refusal } from './refusal.js';
import { isReply, readReply, type Reply } from './reply.js';
import { Requests } from './requests.js';
import type { WebSocketClass, WebSocketLike } from './webSocket.js';

export type ConnectionState =
  | { readonly kind: 'connecting'; readonly failures: number }
  | { readonly kind: 'live' }
  /** `retryAt` counts like Date.now(); `error` is why, as far as it is known. */
  | { readonly kind: 'offline'; readonly failures: number; readonly retryAt: number; readonly error: unknown }
  /** The board wants a token, or another one. Nothing more is tried. */
  | { readonly kind: 'locked' }
  /** The board wants nothing from this address until `retryAt`: wrong tokens have come from it. */
  | { readonly kind: 'barred'; readonly retryAt: number };

export interface ConnectionHandlers {
  /** A pack, as text or as bytes. When it throws, the connection is of no use and a new one is made. */
  onPack(message: string | ArrayBuffer, isFirst: boolean): void;
  onState(state: ConnectionState): void;
  /** A reply that no request waits for. */
  onReply?(reply: Reply): void;
}

/** A board that has vanished does not refuse: the attempt would hang for minutes. */
const CONNECT_TIMEOUT = 8_000;

/** The client's own close code for messages it cannot read (RFC 6455 section 7.4.2). */
const UNREADABLE = 4007;

const NORMAL = 1000;

/** `WebSocket.OPEN`, which a class passed in need not have. */
const OPEN = 1;

export class Connection {
  private socket: WebSocketLike | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private isWanted = false;
  private isLive = false;
  private lastReceived = 0;
  private silence: number | undefined;
  private error: unknown;
  private readonly requests = new Requests((message) => this.send(message));

  /**
   * @param protocols The subprotocols to offer: encodings, and the access token's entry if there is one.
   * @param webSocket Makes the sockets; none takes the platform's own.
   * @param findRefusal Finds out whether it is for the token that an attempt has failed; none does not ask.
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
    socket.onclose = () => this.lose();
    // Browsers do not say what it was; Node's ws does, and throws what nobody listens for.
    socket.onerror = (event: { error?: unknown }) => (this.error = event.error);
    this.socket = socket;
    this.error = undefined;
    this.after(CONNECT_TIMEOUT, () => this.lose());
    this.handlers.onState({ kind: 'connecting', failures: this.failures });
  }

  /** Ends the connection for good, unless connect is called again. */
  close(): void {
    this.isWanted = false;
    clearTimeout(this.timer);
    this.release(NORMAL);
    this.failures = 0;
  }

  /** @returns Whether it could be sent: false while there is no connection. */
  send(message: Message): boolean {
    if (this.socket?.readyState !== OPEN) {
      return false;
    }
    this.socket.send(message);
    return true;
  }

  /**
   * Sends a pack that the server acknowledges.
   * @param encode Makes the pack, with this number.
   * @returns The round trip in milliseconds.
   * @throws ActuationError
   */
  request(encode: (sequence: number) => Message): Promise<number> {
    return this.requests.request(encode);
  }

  /**
   * How long the server may be silent, in milliseconds. A server that loses its power closes nothing, and a browser
   * sends no pings: without this a client would call itself live for minutes.
   */
  set silenceLimit(milliseconds: number | undefined) {
    const wasUnlimited = this.silence === undefined;
    this.silence = milliseconds;
    if (wasUnlimited && this.isLive) {
      this.watch();
    }
  }

  private receive(data: unknown): void {
    this.lastReceived = Date.now();
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
    this.handlers.onPack(message, isFirst);
    // A handler may have closed the connection.
    if (isFirst && socket === this.socket) {
      this.isLive = true;
      this.failures = 0;
      this.watch();
      this.handlers.onState({ kind: 'live' });
    }
  }

  /** Looks again when the silence may have grown too long; cheaper than a timer that each message resets. */
  private watch(): void {
    if (this.silence === undefined) {
      clearTimeout(this.timer);
      return;
    }
    const left = this.lastReceived + this.silence - Date.now();
    if (left > 0) {
      this.after(left, () => this.watch());
    } else {
      this.lose();
    }
  }

  private lose(code?: number, reason?: string): void {
    if (!this.socket) {
      return;
    }
    const wasLive = this.isLive;
    this.release(code, reason);
    this.failures++;
    const delay = backoffDelay(this.failures, Math.random);
    this.after(delay, () => this.connect());
    this.handlers.onState({ kind: 'offline', failures: this.failures, retryAt: Date.now() + delay, error: this.error });
    if (!wasLive) {
      void this.isWelcome();
    }
  }

  /** @returns Whether there is a point in connecting; false also when the wait for that has begun, or is over. */
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
    // An attempt may have been made meanwhile.
    this.release();
    const wait = 1000 * refusal.seconds;
    this.after(wait, () => void this.comeBack());
    this.handlers.onState({ kind: 'barred', retryAt: Date.now() + wait });
  }

  /** Asks first: a token that is still wrong would mean a longer wait, and the answer to a WebSocket would not say so. */
  private async comeBack(): Promise<void> {
    if (await this.isWelcome()) {
      this.connect();
    }
  }

  private release(code?: number, reason?: string): void {
    const socket = this.socket;
    if (socket) {
      // Closing a connection to a vanished peer takes a while, and nothing it still says counts.
      socket.onmessage = socket.onclose = null;
      socket.close(code, reason);
      this.socket = undefined;
      this.isLive = false;
      this.requests.abandon();
    }
  }

  /** There is one thing to wait for at a time, so one timer. */
  private after(milliseconds: number, action: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(action, milliseconds);
  }
}
