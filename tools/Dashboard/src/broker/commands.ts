/** Sets actuators by topics, and waits for the result. */

import { ActuationError, type ActuationErrorCode } from '../../../Clients/JavaScript/src/requests';
import type { Value } from '../store';

/** A bridge answers within 2 s of the board. */
const ANSWER_TIMEOUT = 8_000;

export class Commands {
  private readonly pending = new Map<string, (error: string | undefined) => void>();
  private readonly origin = crypto.getRandomValues(new Uint32Array(2)).join('-');
  private count = 0;

  /** @param publish Rejects with the broker's reason when it refuses. */
  constructor(private readonly publish: (topic: string, payload: string) => Promise<unknown>) {}

  /** @throws ActuationError */
  async set(topic: string, value: Value): Promise<void> {
    // Other pages get the same results.
    const id = `${this.origin}-${++this.count}`;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const answer = new Promise<string | undefined>((resolve) => {
      this.pending.set(id, resolve);
      timer = setTimeout(() => resolve('no-answer'), ANSWER_TIMEOUT);
    });
    try {
      await this.publish(topic, JSON.stringify({ value, id }));
      const error = await answer;
      if (error !== undefined) {
        throw new ActuationError(error as ActuationErrorCode);
      }
    } finally {
      clearTimeout(timer);
      this.pending.delete(id);
    }
  }

  /** @param message From a topic of results; also those of other programs. */
  take(message: Uint8Array): void {
    try {
      const { id, error } = Object(JSON.parse(new TextDecoder().decode(message))) as { id?: unknown; error?: unknown };
      this.pending.get(String(id))?.(error === undefined ? undefined : String(error));
    } catch {
      // Not JSON: a message of another program.
    }
  }

  /** The connection is lost: it may or may not be set. */
  abandon(): void {
    this.pending.forEach((answer) => answer('no-answer'));
  }
}
