/** The dialog that saves what is shown, or all that comes from now on. */

import { stopwatch } from './clock';
import { shownAsCsv } from './csv';
import { byId, setText } from './elements';
import { canStream, download, fileName, MEMORY_LIMIT, openTarget } from './files';
import type { Timespan } from './outline';
import { Recorder } from './recorder';
import type { Channel, Store } from './store';

/** What the dialog needs of the page. */
export interface Shown {
  channels(): Iterable<Channel>;
  span(): Timespan;
  device(): string;
  announce(text: string, isSeen?: boolean): void;
}

export class Saving {
  readonly recorder = new Recorder((problem) => this.finish(problem));
  private readonly dialog = byId('save', HTMLDialogElement);
  private readonly chip = byId('recording', HTMLElement);
  private readonly progress = byId('recording-progress', HTMLElement);
  private timer: ReturnType<typeof setInterval> | undefined;
  private startedAt = 0;

  constructor(
    private readonly store: Store,
    private readonly shown: Shown,
  ) {
    const { recorder } = this;
    store.onReading = (channel, time, value) => recorder.reading(channel, time, value);
    store.onSkipped = (packs) => recorder.note(Date.now() / 1000, `${packs} packs skipped`);
    setText(
      byId('recording-place', HTMLElement),
      canStream()
        ? 'It goes straight to a file, for as long as you like.'
        : `It is kept in memory, up to ${MEMORY_LIMIT / 1e6} MB, and saved when you stop.`,
    );
    byId('show-save', HTMLElement).addEventListener('click', () => this.dialog.showModal());
    byId('save-shown', HTMLElement).addEventListener('click', () => this.saveShown());
    byId('start-recording', HTMLElement).addEventListener('click', () => void this.start());
    byId('stop-recording', HTMLElement).addEventListener('click', () => void recorder.stop());
    addEventListener('beforeunload', (event) => {
      if (recorder.isRecording) {
        event.preventDefault();
      }
    });
  }

  /** Says in the recording that readings are missing after the newest one: the loss is noticed later than it happens. */
  interrupt(): void {
    this.recorder.note(this.store.latestTime, 'interrupted');
  }

  private saveShown(): void {
    download(shownAsCsv(this.shown.channels(), this.shown.span()), fileName(this.shown.device(), Date.now()));
    this.dialog.close();
    this.shown.announce('Saved');
  }

  private async start(): Promise<void> {
    this.dialog.close();
    if (this.recorder.isRecording) {
      return;
    }
    try {
      const target = await openTarget(fileName(this.shown.device(), Date.now()));
      if (target) {
        this.recorder.start(target);
        this.startedAt = performance.now();
        this.timer = setInterval(() => this.tick(), 1000);
        this.chip.hidden = false;
        this.tick();
        this.shown.announce('Recording', false);
      }
    } catch (error) {
      this.shown.announce(`The recording could not start. ${String(error)}`);
    }
  }

  private tick(): void {
    this.recorder.flush();
    const megabytes = (this.recorder.bytes / 1e6).toFixed(1);
    setText(this.progress, `${stopwatch((performance.now() - this.startedAt) / 1000)}, ${megabytes} MB`);
  }

  private finish(problem: string): void {
    clearInterval(this.timer);
    this.chip.hidden = true;
    this.shown.announce(problem || 'The recording is saved.');
  }
}
