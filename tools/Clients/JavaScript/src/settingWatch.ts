/** The reading after a setting. */

import type { Value } from './actuation.js';
import type { Channel, Reading } from './channels.js';

/** In milliseconds. A board reads a channel right after it was set, and sends the reading with the next live pack. */
const TIMEOUT = 2_000;

const MILLISECONDS = 1_000;

/** Waits for the reading that follows an acknowledgement. */
export class SettingWatch {
  /** The newest reading since the acknowledgement; undefined if none came in time. */
  readonly reading: Promise<Reading | undefined>;
  private resolve!: (reading: Reading | undefined) => void;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private newest: Reading | undefined;
  private isStarted = false;

  /**
   * @param value The requested value.
   * @param channel Finds the channel.
   */
  constructor(
    private readonly value: Value,
    private readonly channel: () => Channel | undefined,
  ) {
    this.reading = new Promise((resolve) => (this.resolve = resolve));
  }

  /** The board has accepted. */
  start(): void {
    this.isStarted = true;
    const takes = this.channel()?.actuator?.takes ?? 0;
    this.timer = setTimeout(() => this.resolve(this.newest), TIMEOUT + takes * MILLISECONDS);
  }

  add(reading: Reading): void {
    const channel = this.channel();
    if (!this.isStarted || reading.name !== channel?.name) {
      return;
    }
    this.newest = reading;
    if (channel.actuator?.takes === undefined || this.isReached(reading.value, channel.actuator.step ?? 0)) {
      this.resolve(reading);
    }
  }

  end(): void {
    clearTimeout(this.timer);
    this.resolve(this.newest);
  }

  private isReached(value: Value, step: number): boolean {
    return typeof value === 'number' && typeof this.value === 'number' ? Math.abs(value - this.value) <= step / 2 + 1e-9 : value === this.value;
  }
}
