/** A value that the visitor has requested of an actuator, until the device reports or refuses it. */

import { ActuationError } from '../../Clients/JavaScript/src/requests';
import type { Channel, Value } from './store';
import * as words from './words/index';

/** Sets an actuator. Rejects with an ActuationError. */
export type Set = (name: string, value: Value) => Promise<unknown>;

export class SetRequest {
  /** Why the last request failed, in words; empty if it did not. */
  refusal = '';
  private requested: Value | undefined;
  private isSending = false;
  /** The newest reading at the time of the acknowledgement. */
  private acceptedAfter = Infinity;

  constructor(
    private readonly channel: Channel,
    private readonly send: Set,
    private readonly onChange: () => void,
  ) {}

  get isPending(): boolean {
    return this.requested !== undefined;
  }

  /** The value of the control: the requested one, else the device's. */
  get value(): Value | undefined {
    return this.requested ?? this.channel.current;
  }

  /** The last of several requests counts: those made while one is under way are never sent. */
  set(value: Value): void {
    this.requested = value;
    this.refusal = '';
    this.acceptedAfter = Infinity;
    if (!this.isSending) {
      this.isSending = true;
      void this.sendAll().finally(() => {
        this.isSending = false;
        this.onChange();
      });
    }
    this.onChange();
  }

  /** Ends the request once the device reports the new state, or the time that it announced has passed. */
  settle(): void {
    const { lastTime, current, actuator } = this.channel;
    const isThere = current === this.requested || actuator?.isButton;
    if (lastTime > this.acceptedAfter + (actuator?.takes ?? 0) || (this.acceptedAfter < Infinity && isThere)) {
      this.requested = undefined;
    }
  }

  private async sendAll(): Promise<void> {
    let sent: Value | undefined;
    try {
      while (this.requested !== undefined && sent !== this.requested) {
        sent = this.requested;
        await this.send(this.channel.name, sent);
      }
      this.acceptedAfter = this.channel.lastTime;
    } catch (error) {
      this.requested = undefined;
      const code = error instanceof ActuationError ? error.code : 'failed';
      this.refusal = (words.REFUSALS as Partial<Record<string, string>>)[code] ?? words.refused(code);
    }
  }
}
