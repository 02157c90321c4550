/** Where readings come from, as the page sees it: a device, or a broker with several. */

import type { ConnectionState } from '../../Clients/JavaScript/src/connection';
import type { SenmlPack } from '../../Clients/JavaScript/src/senml';
import type { Timespan } from '../../Clients/JavaScript/src/reported';
import type { Value } from './store';

export interface SourceHandlers {
  /**
   * @param isFirst Whether it brings the history and describes all channels.
   * @param device Which device it is from, where there may be several.
   */
  onPack(pack: SenmlPack, isFirst: boolean, made: Timespan, device?: string): void;
  onState(state: ConnectionState): void;
  /** The readings have broken off. */
  onInterruption(): void;
}

/** How a source is, as it has been reported. */
export class SourceState {
  private current: ConnectionState = { kind: 'connecting', failures: 0 };

  constructor(private readonly handlers: SourceHandlers) {}

  is(kind: ConnectionState['kind']): boolean {
    return this.current.kind === kind;
  }

  change(state: ConnectionState): void {
    if (this.is('live')) {
      this.handlers.onInterruption();
    }
    this.current = state;
    this.handlers.onState(state);
  }
}

export interface Source {
  /** What is shown, where the readings do not say it. */
  readonly title: string;
  readonly state: SourceState;
  /** Connects at once, also when the next attempt is only due later. */
  connect(): void;
  /** Does not wait any longer for the next attempt. */
  hurry(): void;
  /** Asks for a token or a password that is taken, and connects with it. */
  unlock(reason: string): Promise<boolean>;
  /** @returns The round trip in milliseconds; rejects if no round trip can be measured. */
  ping(): Promise<number>;
  /**
   * Sets an actuator.
   * @throws ActuationError
   */
  set(name: string, value: Value): Promise<void>;
}
