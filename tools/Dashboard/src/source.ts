/** A source of readings: a device, or a broker with several. */

import type { ConnectionState } from '../../Clients/JavaScript/src/connection';
import type { SenmlPack } from '../../Clients/JavaScript/src/senml';
import type { Timespan } from '../../Clients/JavaScript/src/reported';
import type { Value } from './store';

export interface SourceHandlers {
  /**
   * @param isFirst Whether it brings the history and describes all channels.
   * @param device The device of the pack, if there may be several.
   */
  onPack(pack: SenmlPack, isFirst: boolean, made: Timespan, device?: string): void;
  onState(state: ConnectionState): void;
  /** The readings are interrupted. */
  onInterruption(): void;
}

/** The reported state of a source. */
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
  /** The name that is shown, if the readings have none. */
  readonly title: string;
  readonly state: SourceState;
  /** Connects at once, also when the next attempt is only due later. */
  connect(): void;
  /** Ends the wait for the next attempt. */
  retryNow(): void;
  /** Prompts for a token or a password until one is accepted, and connects with it. */
  unlock(reason: string): Promise<boolean>;
  /** @returns The round trip in milliseconds; rejects if no round trip can be measured. */
  ping(): Promise<number>;
  /**
   * Sets an actuator.
   * @throws ActuationError
   */
  set(name: string, value: Value): Promise<void>;
}
