/** Shows a recording instead of the device, as if it were live: with pause, speed and seek. */

import { momentOf } from '../clock';
import { element, setText } from '../elements';
import type { Page } from '../main';
import { button } from './dialogs';
import { type Reading, readRecording } from './recording';
import * as words from '../words/index';

const SPEEDS = [1, 10, 60, 600, 3600];

/** In milliseconds. */
const TICK = 50;

const SEEK_STEPS = 1000;

export class Replay {
  private readings: readonly Reading[] = [];
  private next = 0;
  /** The present time in the recording. */
  private position = 0;
  private speed = 1;
  private isPlaying = false;
  private readonly chip = element('p', 'chip replay');
  private readonly play = button(words.PAUSE, () => this.toggle());
  private readonly seeker = element('input', 'range');
  private readonly clock = element('span', '');
  private lastTick = 0;

  constructor(private readonly page: Page) {
    const { seeker, play, clock } = this;
    seeker.type = 'range';
    seeker.max = String(SEEK_STEPS);
    seeker.step = 'any';
    seeker.setAttribute('aria-label', words.POSITION);
    seeker.addEventListener('input', () => this.seek(this.start + (Number(seeker.value) / SEEK_STEPS) * (this.end - this.start)));
    play.setAttribute('aria-label', words.PAUSE_RECORDING);
    const speeds = element('select', '');
    speeds.setAttribute('aria-label', words.SPEED);
    speeds.append(...SPEEDS.map((speed) => new Option(`${speed}×`, String(speed))));
    speeds.addEventListener('change', () => (this.speed = Number(speeds.value)));
    this.chip.append(element('b', '', words.RECORDING), play, seeker, speeds, clock, button(words.BACK_TO_DEVICE, () => location.reload()));
    addEventListener('dragover', (event) => event.preventDefault());
    addEventListener('drop', (event) => {
      const [file] = event.dataTransfer?.files ?? [];
      if (file) {
        event.preventDefault();
        void this.open(file);
      }
    });
  }

  async open(file: File): Promise<void> {
    try {
      const readings = readRecording(await file.text());
      if (!readings.length) {
        throw new Error(words.NO_READINGS);
      }
      this.begin(readings, file.name);
    } catch (error) {
      this.page.announce(words.noReplay(file.name, error instanceof Error ? error.message : String(error)));
    }
  }

  private get start(): number {
    return this.readings[0]!.time;
  }

  private get end(): number {
    return this.readings[this.readings.length - 1]!.time;
  }

  private begin(readings: readonly Reading[], name: string): void {
    const isFirst = !this.page.isReplaying;
    this.readings = readings;
    this.page.isReplaying = true;
    document.body.dataset['replay'] = name;
    this.chip.title = name;
    document.querySelector('.chips')!.prepend(this.chip);
    this.seek(this.start);
    this.isPlaying = true;
    this.lastTick = performance.now();
    if (isFirst) {
      setInterval(() => this.tick(), TICK);
    }
    this.page.announce(words.replaying(name), false);
  }

  private toggle(): void {
    this.isPlaying = !this.isPlaying;
    this.lastTick = performance.now();
    setText(this.play, this.isPlaying ? words.PAUSE : words.PLAY);
    this.play.setAttribute('aria-label', this.isPlaying ? words.PAUSE_RECORDING : words.PLAY_RECORDING);
    if (this.isPlaying && this.position >= this.end) {
      this.seek(this.start);
    }
  }

  private tick(): void {
    const now = performance.now();
    const passed = (now - this.lastTick) / 1000;
    this.lastTick = now;
    if (this.isPlaying) {
      this.advance(this.position + passed * this.speed, false);
      if (this.position >= this.end) {
        this.toggle();
      }
    }
  }

  private seek(time: number): void {
    const { store, view } = this.page;
    store.channels.clear();
    this.next = 0;
    view.leaveZoom();
    this.advance(time, true);
  }

  /** Passes the readings up to a time to the page. */
  private advance(time: number, isFirst: boolean): void {
    const { readings } = this;
    this.position = Math.min(time, this.end);
    const from = this.next;
    while (this.next < readings.length && readings[this.next]!.time <= this.position) {
      this.next++;
    }
    if (this.next > from || isFirst) {
      this.page.feed(readings.slice(from, this.next), isFirst);
    }
    this.seeker.value = String(((this.position - this.start) / Math.max(1e-9, this.end - this.start)) * SEEK_STEPS);
    setText(this.clock, momentOf(this.position, 1));
  }
}
