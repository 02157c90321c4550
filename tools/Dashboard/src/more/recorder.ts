/** Writes every reading to a file, from start to stop. */

import { HEADER, noteRow, readingRow } from './csv';
import type { Channel, Value } from '../store';
import * as words from '../words/index';

/** The target of a recording. */
export interface Target {
  /** The maximum size in bytes; Infinity if only the disk limits it. */
  readonly limit: number;
  write(text: string): Promise<void>;
  /** Ends it; then the file is complete. */
  close(): Promise<void>;
}

/** The size of the buffer, in characters. */
const PIECE = 64 * 1024;

export class Recorder {
  /** The recorded bytes. */
  bytes = 0;
  private target: Target | undefined;
  private rows: string[] = [];
  private collected = 0;
  private writing: Promise<void> = Promise.resolve();

  /** @param onEnd Is called when a recording has become a file, or with the reason why it could not. */
  constructor(private readonly onEnd: (problem: string) => void) {}

  get isRecording(): boolean {
    return this.target !== undefined;
  }

  start(target: Target): void {
    this.target = target;
    this.bytes = 0;
    this.append(HEADER);
  }

  reading(channel: Channel, time: number, value: Value): void {
    if (this.target) {
      this.append(readingRow(time, channel, value));
    }
  }

  /** Marks where readings are missing. */
  note(time: number, text: string): void {
    if (this.target) {
      this.append(noteRow(time, text));
    }
  }

  /** Writes what has been collected. */
  flush(): void {
    const { target } = this;
    if (target && this.collected) {
      const text = this.rows.join('');
      this.rows = [];
      this.collected = 0;
      this.writing = this.writing.then(() => target.write(text)).catch((error: unknown) => this.end(String(error)));
    }
  }

  /** @param problem The reason, if the visitor did not stop it. */
  async stop(problem = ''): Promise<void> {
    this.flush();
    const { target, writing } = this;
    this.target = undefined;
    await writing;
    if (target) {
      try {
        await target.close();
        this.onEnd(problem);
      } catch (error) {
        this.onEnd(String(error));
      }
    }
  }

  private end(problem: string): void {
    if (this.target) {
      void this.stop(problem);
    }
  }

  private append(row: string): void {
    // Names and units may have letters of more than one byte; they are so few that the count is close enough.
    this.bytes += row.length;
    this.rows.push(row);
    this.collected += row.length;
    if (this.collected >= PIECE) {
      this.flush();
    }
    if (this.target && this.bytes >= this.target.limit) {
      void this.stop(words.RECORDING_FULL);
    }
  }
}
