/** Readings as they come, for `for await`. */

import type { Reading } from './channels.js';

/** The history of a few channels, or some minutes of a fast one. */
const CAPACITY = 10_000;

/** Ends with `break`, or when the board is closed. */
export class Readings implements AsyncIterableIterator<Reading> {
  /** How many were given up, oldest first, because nobody took them in time: at most 10,000 wait. */
  dropped = 0;
  private readonly waiting: Reading[] = [];
  private takers: ((result: IteratorResult<Reading>) => void)[] = [];
  private isOver = false;

  /** @param onEnd What to do when no more readings are wanted. */
  constructor(private readonly onEnd: () => void) {}

  add(reading: Reading): void {
    const taker = this.takers.shift();
    if (taker) {
      taker({ done: false, value: reading });
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
    return this.isOver ? Promise.resolve({ done: true, value: undefined }) : new Promise((resolve) => this.takers.push(resolve));
  }

  /** No more will come; those that wait can still be taken. */
  end(): void {
    this.isOver = true;
    this.takers.forEach((taker) => taker({ done: true, value: undefined }));
    this.takers = [];
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
