/** The connection to the device, and the token that it may need. */

import { type Message, settingsAsJson } from '../../Clients/JavaScript/src/actuation';
import { Connection, type ConnectionState } from '../../Clients/JavaScript/src/connection';
import { readPack } from '../../Clients/JavaScript/src/pack';
import { findRefusal } from '../../Clients/JavaScript/src/refusal';
import { ActuationError } from '../../Clients/JavaScript/src/requests';
import { tokenProtocol } from '../../Clients/JavaScript/src/token';
import type { Access } from './access';
import { type Source, type SourceHandlers, SourceState } from './source';
import type { Value } from './store';
import * as words from './words/index';

const SUBPROTOCOL = 'senml+cbor';

interface Waiter {
  resolve(): void;
  reject(error: ActuationError): void;
}

export class Link implements Source {
  readonly title = '';
  readonly state: SourceState;
  /** Relative to the page: a proxy may serve a board under a path. */
  private readonly url = new URL('ws', location.href).href.replace(/^http/, 'ws');
  private connection = this.make();
  private hasBeenRefused = false;
  private whenLive: Waiter[] = [];

  constructor(
    private readonly access: Access,
    private readonly handlers: SourceHandlers,
  ) {
    this.state = new SourceState(handlers);
  }

  /** Connects at once, also when the next attempt is only due later. */
  connect(): void {
    this.connection.connect();
  }

  /** Ends the wait for the next attempt. */
  retryNow(): void {
    if (this.state.is('offline')) {
      this.connect();
    }
  }

  /** Prompts for a token that the device accepts, and connects with it. */
  async unlock(reason: string): Promise<boolean> {
    const isGiven = await this.access.ask(reason, (token) => findRefusal(this.url, token));
    if (isGiven) {
      this.reconnect();
    }
    return isGiven;
  }

  /** @returns The round trip in milliseconds. */
  ping(): Promise<number> {
    return this.connection.measureRoundTrip();
  }

  /**
   * Sets an actuator, and prompts for the token if it is needed.
   * @throws ActuationError
   */
  async set(name: string, value: Value): Promise<void> {
    const message = (sequence: number): Message => settingsAsJson([{ name, value }], sequence);
    try {
      await this.connection.request(message);
    } catch (error) {
      const isRefused = error instanceof ActuationError && error.code === 'not-allowed';
      if (!isRefused || !(await this.unlock(this.access.token ? words.MAY_ONLY_WATCH : words.LOCKED_TO_SET))) {
        throw error;
      }
      await new Promise<void>((resolve, reject) => this.whenLive.push({ resolve, reject }));
      await this.connection.request(message);
    }
  }

  private make(): Connection {
    const { token } = this.access;
    return new Connection(
      this.url,
      token === undefined ? [SUBPROTOCOL] : [SUBPROTOCOL, tokenProtocol(token)],
      {
        onPack: (message, isFirst, made) => this.handlers.onPack(readPack(message, Date.now() / 1000), isFirst, made),
        onState: (state) => this.change(state),
      },
      undefined,
      () => findRefusal(this.url, token),
    );
  }

  private reconnect(): void {
    this.connection.close();
    this.connection = this.make();
    this.connection.connect();
  }

  private change(state: ConnectionState): void {
    if (state.kind === 'locked' && this.access.token !== undefined) {
      // The token is no longer valid; reading may need none.
      this.access.forget();
      this.hasBeenRefused = true;
      this.reconnect();
      return;
    }
    this.state.change(state);
    if (state.kind === 'live') {
      this.hasBeenRefused = false;
      this.whenLive.splice(0).forEach(({ resolve }) => resolve());
    } else if (state.kind !== 'connecting') {
      this.whenLive.splice(0).forEach(({ reject }) => reject(new ActuationError('not-connected')));
    }
    if (state.kind === 'locked') {
      void this.unlock(this.hasBeenRefused ? words.TOKEN_REFUSED : words.LOCKED_TO_READ);
    }
  }
}
