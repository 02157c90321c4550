/** Messages that the server acknowledges, and the promises that wait for it. */

import type { Message } from './actuation.js';
import type { Reply } from './reply.js';

/** Why a request failed: the server's code (a later server may have others), or one of the client's two. */
export type ActuationErrorCode =
  | 'unknown-name'
  | 'not-settable'
  | 'wrong-type'
  | 'wrong-unit'
  | 'out-of-range'
  | 'time-not-supported'
  | 'not-understood'
  | 'too-many-records'
  | 'failed'
  | 'not-allowed'
  | 'busy'
  /** It was not sent. */
  | 'not-connected'
  /** It was sent, and the result is unknown. */
  | 'no-answer';

/** Nothing was set, unless the code is `no-answer`. */
export class ActuationError extends Error {
  override name = 'ActuationError';

  constructor(
    readonly code: ActuationErrorCode,
    /** The full name of the channel that caused the error, if one did. */
    readonly channel?: string,
  ) {
    super(channel === undefined ? code : `${channel}: ${code}`);
  }
}

/** A board answers within a step or two. One that has not answered by then is lost. */
const ANSWER_TIMEOUT = 5_000;

interface Pending {
  readonly sequence: number;
  readonly sentAt: number;
  readonly timer: ReturnType<typeof setTimeout>;
  acknowledged(): void;
  resolve(roundTrip: number): void;
  reject(error: ActuationError): void;
}

/** One request is under way at a time: the server may report the errors of several as one. */
export class Requests {
  private sequence = 0;
  private pending: Pending | undefined;
  private last: Promise<unknown> = Promise.resolve();

  /** @param send Returns whether it was sent. */
  constructor(private readonly send: (message: Message) => boolean) {}

  /**
   * Sends after the earlier ones have been answered.
   * @param encode Makes the message with this number, which the acknowledgement has.
   * @param acknowledged Called when the board accepts, before any message that comes after that.
   * @returns The round trip in milliseconds.
   * @throws ActuationError
   */
  request(encode: (sequence: number) => Message, acknowledged = () => {}): Promise<number> {
    const answer = this.last.then(() => this.exchange(encode, acknowledged));
    this.last = answer.catch(() => {});
    return answer;
  }

  /** @returns Whether a caller waited for this reply. */
  answer({ sequence, error, name }: Reply): boolean {
    const pending = this.pending;
    // A server that could not read the message reports its error without a number; "more" only counts unreported errors.
    const isForPending = sequence === undefined ? error !== undefined && error !== 'more' : sequence === pending?.sequence;
    if (!pending || !isForPending) {
      return false;
    }
    const roundTrip = performance.now() - pending.sentAt;
    this.settle();
    if (error === undefined) {
      pending.acknowledged();
      pending.resolve(roundTrip);
    } else {
      pending.reject(new ActuationError(error as ActuationErrorCode, name));
    }
    return true;
  }

  /** No answer will come any more. */
  abandon(): void {
    const pending = this.pending;
    this.settle();
    pending?.reject(new ActuationError('no-answer'));
  }

  private exchange(encode: (sequence: number) => Message, acknowledged: () => void): Promise<number> {
    return new Promise((resolve, reject) => {
      this.sequence = (this.sequence + 1) % 2 ** 32;
      if (!this.send(encode(this.sequence))) {
        throw new ActuationError('not-connected');
      }
      const timer = setTimeout(() => this.abandon(), ANSWER_TIMEOUT);
      this.pending = { sequence: this.sequence, sentAt: performance.now(), timer, acknowledged, resolve, reject };
    });
  }

  private settle(): void {
    clearTimeout(this.pending?.timer);
    this.pending = undefined;
  }
}
