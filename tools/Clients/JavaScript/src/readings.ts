/** Readings as they come, for `for await`. */

import type { Reading } from './channels.js';

/** The history of a few channels, or some minutes of a fast one. */
const CAPACITY = 10_000;

interface Taker {
  resolve(result: IteratorResult<Reading>): void;
  reject(error: Error): void;
}

/** Ends with `break`, or when the board is closed. */
export class Readings implements AsyncIterableIterator<Reading> {
  /** How many were dropped, oldest first, because they were not read in time: at most 10,000 wait. */
  dropped = 0;
  private readonly waiting: Reading[] = [];
  private takers: Taker[] = [];
  private isOver = false;
  private error: Error | undefined;

  /** @param onEnd Is called when no more readings are needed. */
  constructor(private readonly onEnd: () => void) {}

  add(reading: Reading): void {
    const taker = this.takers.shift();
    if (taker) {
      taker.resolve({ done: false, value: reading });
      return;
    }
    this.waiting.push(reading);
    if (this.waiting.length > CAPACITY) {
      this.waiting.shift();
      this.dropped++;
    }
  }

  next(): Promise<IteratorResult<Reading>> {
    const value = this.waiting.shift();
    if (value) {
      return Promise.resolve({ done: false, value });
    }
    if (this.error) {
      const { error } = this;
      this.error = undefined;
      return Promise.reject(error);
    }
    return this.isOver
      ? Promise.resolve({ done: true, value: undefined })
      : new Promise((resolve, reject) => this.takers.push({ resolve, reject }));
  }

  /**
   * No more will come; those that wait can still be read.
   * @param error With what the iterator rejects after the last reading, if the end is an error.
   */
  end(error?: Error): void {
    this.isOver = true;
    const [first, ...others] = this.takers.splice(0);
    if (error && first) {
      first.reject(error);
    } else {
      this.error = error;
      first?.resolve({ done: true, value: undefined });
    }
    others.forEach((taker) => taker.resolve({ done: true, value: undefined }));
  }

  return(): Promise<IteratorResult<Reading>> {
    this.waiting.length = 0;
    this.onEnd();
    this.end();
    return this.next();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
