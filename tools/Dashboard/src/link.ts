/** The connection to the device, and the token that it may want. */

import { type Message, settingsAsJson } from '../../Client/src/actuation';
import { Connection, type ConnectionState } from '../../Client/src/connection';
import { ActuationError } from '../../Client/src/requests';
import type { Access } from './access';
import type { Value } from './store';

const SUBPROTOCOL = 'senml+cbor';
const UNAUTHORIZED = 401;
const TOO_MANY_REQUESTS = 429;

/** How long to stay away when the device does not say, in seconds. */
const RETRY_AFTER = 30;

export type LinkState =
  | ConnectionState
  /** The device wants a token that the visitor has not given. */
  | { readonly kind: 'locked' }
  /** Too many wrong tokens. `retryAt` counts like Date.now(). */
  | { readonly kind: 'barred'; readonly retryAt: number };

export interface LinkHandlers {
  onPack(message: string | ArrayBuffer, isFirst: boolean): void;
  onState(state: LinkState): void;
  /** The readings have broken off. */
  onInterruption(): void;
}

export class Link {
  private connection = this.make();
  private state: LinkState = { kind: 'connecting', failures: 0 };
  private hasBeenLive = false;
  private whenLive: (() => void)[] = [];

  constructor(
    private readonly access: Access,
    private readonly handlers: LinkHandlers,
  ) {}

  get isLive(): boolean {
    return this.state.kind === 'live';
  }

  /** Connects at once, also when the next attempt is only due later. */
  connect(): void {
    this.connection.connect();
  }

  /** Does not wait any longer for the next attempt. */
  hurry(): void {
    if (this.state.kind === 'offline') {
      this.connect();
    }
  }

  set silenceLimit(milliseconds: number) {
    this.connection.silenceLimit = milliseconds;
  }

  /** Asks for the token and connects with it. */
  async unlock(reason: string): Promise<boolean> {
    const isGiven = await this.access.ask(reason);
    if (isGiven) {
      this.reconnect();
    }
    return isGiven;
  }

  /** @returns The round trip in milliseconds. */
  ping(): Promise<number> {
    return this.connection.request((sequence) => settingsAsJson([], sequence));
  }

  /**
   * Sets an actuator, and asks for the token if it takes one.
   * @throws ActuationError
   */
  async set(name: string, value: Value): Promise<void> {
    const message = (sequence: number): Message => settingsAsJson([{ name, value }], sequence);
    try {
      await this.connection.request(message);
    } catch (error) {
      const isRefused = error instanceof ActuationError && error.code === 'not-allowed';
      if (!isRefused || !(await this.unlock(this.access.token ? 'This token may only watch. To switch takes another one.' : 'To switch takes a token.'))) {
        throw error;
      }
      await new Promise<void>((resolve) => this.whenLive.push(resolve));
      await this.connection.request(message);
    }
  }

  private make(): Connection {
    const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`;
    return new Connection(url, [SUBPROTOCOL, ...this.access.protocols], {
      onPack: (message, isFirst) => this.handlers.onPack(message, isFirst),
      onState: (state) => this.change(state),
    });
  }

  private reconnect(): void {
    this.connection.close();
    this.hasBeenLive = false;
    this.connection = this.make();
    this.connection.connect();
  }

  private change(state: LinkState): void {
    if (this.isLive) {
      this.handlers.onInterruption();
    }
    this.state = state;
    this.handlers.onState(state);
    if (state.kind === 'live') {
      this.hasBeenLive = true;
      this.whenLive.splice(0).forEach((resolve) => resolve());
    } else if (state.kind === 'offline') {
      if (!this.hasBeenLive) {
        void this.findOutWhy(this.connection);
      }
      this.hasBeenLive = false;
    }
  }

  /** A browser does not tell why a WebSocket was refused, but the status page's answer does. */
  private async findOutWhy(refused: Connection): Promise<void> {
    const response = await fetch('/status', { headers: this.access.headers, cache: 'no-store' }).catch(() => undefined);
    if (refused !== this.connection || this.isLive) {
      return;
    }
    if (response?.status === UNAUTHORIZED) {
      this.connection.close();
      this.change({ kind: 'locked' });
      await this.unlock(this.access.token ? 'That token was refused. Please try again.' : 'This device shows its readings to those who have its token.');
    } else if (response?.status === TOO_MANY_REQUESTS) {
      this.connection.close();
      const seconds = Number(response.headers.get('Retry-After')) || RETRY_AFTER;
      this.change({ kind: 'barred', retryAt: Date.now() + 1000 * seconds });
      setTimeout(() => this.reconnect(), 1000 * seconds);
    }
  }
}
