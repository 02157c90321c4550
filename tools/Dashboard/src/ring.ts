/** A bounded series of readings in ascending time. The oldest give way. */
export class Ring {
  private readonly times: Float64Array;
  private readonly values: Float64Array;
  private start = 0;
  private count = 0;

  constructor(readonly capacity: number) {
    this.times = new Float64Array(capacity);
    this.values = new Float64Array(capacity);
  }

  get length(): number {
    return this.count;
  }

  time(index: number): number {
    return this.times[this.place(index)]!;
  }

  /** NaN where the line is interrupted. */
  value(index: number): number {
    return this.values[this.place(index)]!;
  }

  get firstTime(): number {
    return this.count ? this.time(0) : Infinity;
  }

  get lastTime(): number {
    return this.count ? this.time(this.count - 1) : -Infinity;
  }

  /** The index of the first reading that is not older than `time`; `length` when all are. */
  indexAt(time: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.time(middle) < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The index of the reading next to `time`. The ring must not be empty. */
  nearest(time: number): number {
    const after = Math.min(this.indexAt(time), this.count - 1);
    const before = Math.max(0, after - 1);
    return time - this.time(before) < this.time(after) - time ? before : after;
  }

  /**
   * Adds a reading. One that is older than what is there replaces it: the sender's clock was set back, and what it
   * said before belongs to a future that has not come.
   */
  push(time: number, value: number): void {
    if (time <= this.lastTime) {
      this.count = this.indexAt(time);
    }
    if (this.count === this.capacity) {
      this.start = (this.start + 1) % this.capacity;
      this.count--;
    }
    const place = this.place(this.count++);
    this.times[place] = time;
    this.values[place] = value;
  }

  private place(index: number): number {
    return (this.start + index) % this.capacity;
  }
}
