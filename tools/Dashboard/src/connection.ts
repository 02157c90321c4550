/** Keeps a WebSocket open: notices when the server has gone, waits, and comes back. Knows neither page nor payload. */

import { backoffDelay } from './backoff';

export type ConnectionState =
  | { readonly kind: 'connecting'; readonly failures: number }
  | { readonly kind: 'live' }
  /** `retryAt` counts like Date.now(). */
  | { readonly kind: 'offline'; readonly failures: number; readonly retryAt: number };

export interface ConnectionHandlers {
  /** A whole message. When it throws, the connection is of no use and a new one is made. */
  onMessage(message: ArrayBuffer, isFirst: boolean): void;
  onState(state: ConnectionState): void;
}

/** A board that has vanished does not refuse: the attempt would hang for minutes. */
const CONNECT_TIMEOUT = 8_000;

/** The client's own close code for messages it cannot read (RFC 6455 section 7.4.2). */
const UNREADABLE = 4007;

export class Connection {
  private socket: WebSocket | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private received = 0;
  private lastReceived = 0;
  private silence: number | undefined;

  constructor(
    private readonly url: string,
    private readonly protocol: string,
    private readonly handlers: ConnectionHandlers,
  ) {}

  /** Connects at once, also when the next attempt is only due later. Does nothing while a socket is open. */
  connect(): void {
    if (this.socket) {
      return;
    }
    const socket = new WebSocket(this.url, this.protocol);
    socket.binaryType = 'arraybuffer';
    socket.onmessage = (event: MessageEvent<unknown>) => this.receive(event.data);
    socket.onclose = () => this.lose();
    this.socket = socket;
    this.received = 0;
    this.after(CONNECT_TIMEOUT, () => this.lose());
    this.handlers.onState({ kind: 'connecting', failures: this.failures });
  }

  /**
   * How long the server may be silent, in milliseconds. A server that loses its power closes nothing, and a browser
   * sends no pings: without this the page would call itself live for minutes.
   */
  set silenceLimit(milliseconds: number) {
    this.silence = milliseconds;
  }

  private receive(data: unknown): void {
    const isFirst = this.received++ === 0;
    try {
      if (!(data instanceof ArrayBuffer)) {
        throw new TypeError('A text message where binary ones were agreed');
      }
      this.handlers.onMessage(data, isFirst);
    } catch (error) {
      console.error(error);
      this.lose(UNREADABLE, 'unreadable message');
      return;
    }
    this.lastReceived = Date.now();
    if (isFirst) {
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
    const socket = this.socket;
    if (!socket) {
      return;
    }
    // Closing a connection to a vanished peer takes a while, and nothing it still says counts.
    socket.onmessage = socket.onclose = null;
    socket.close(code, reason);
    this.socket = undefined;
    this.failures++;
    const delay = backoffDelay(this.failures, Math.random);
    this.after(delay, () => this.connect());
    this.handlers.onState({ kind: 'offline', failures: this.failures, retryAt: Date.now() + delay });
  }

  /** There is one thing to wait for at a time, so one timer. */
  private after(milliseconds: number, action: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(action, milliseconds);
  }
}
