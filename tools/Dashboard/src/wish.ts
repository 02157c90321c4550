/** What the visitor wants an actuator to be, until the device has said that it is, or has refused. */

import { ActuationError } from '../../Clients/JavaScript/src/requests';
import type { Channel, Value } from './store';
import * as words from './words/index';

/** Sets an actuator. Rejects with an ActuationError. */
export type Set = (name: string, value: Value) => Promise<unknown>;

export class Wish {
  /** Why the last one came to nothing, in words; empty when it did not. */
  refusal = '';
  private wanted: Value | undefined;
  private isSending = false;
  /** The newest reading when the device said yes. */
  private acceptedAfter = Infinity;

  constructor(
    private readonly channel: Channel,
    private readonly send: Set,
    private readonly onChange: () => void,
  ) {}

  get isPending(): boolean {
    return this.wanted !== undefined;
  }

  /** What the control stands at: the wish, else what the device tells. */
  get value(): Value | undefined {
    return this.wanted ?? this.channel.current;
  }

  /** The last of several wishes counts: those that came while one was under way are never sent. */
  set(value: Value): void {
    this.wanted = value;
    this.refusal = '';
    this.acceptedAfter = Infinity;
    if (!this.isSending) {
      this.isSending = true;
      void this.fulfil().finally(() => {
        this.isSending = false;
        this.onChange();
      });
    }
    this.onChange();
  }

  /** Ends the wish once the device tells the new state, or the time is over that it has said to take. */
  settle(): void {
    const { lastTime, current, actuator } = this.channel;
    const isThere = current === this.wanted || actuator?.isButton;
    if (lastTime > this.acceptedAfter + (actuator?.takes ?? 0) || (this.acceptedAfter < Infinity && isThere)) {
      this.wanted = undefined;
    }
  }

  private async fulfil(): Promise<void> {
    let sent: Value | undefined;
    try {
      while (this.wanted !== undefined && sent !== this.wanted) {
        sent = this.wanted;
        await this.send(this.channel.name, sent);
      }
      this.acceptedAfter = this.channel.lastTime;
    } catch (error) {
      this.wanted = undefined;
      const code = error instanceof ActuationError ? error.code : 'failed';
      this.refusal = (words.REFUSALS as Partial<Record<string, string>>)[code] ?? words.refused(code);
    }
  }
}
