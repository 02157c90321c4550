/** The dialog that saves what is shown, or all that comes from now on. */

import { stopwatch } from '../clock';
import { byId, element, setText } from '../elements';
import type { Page } from '../main';
import { shownAsCsv } from './csv';
import { button, openDialog } from './dialogs';
import { canStream, download, fileName, MEMORY_LIMIT, openTarget } from './files';
import { Recorder } from './recorder';

export class Saving {
  readonly recorder = new Recorder((problem) => this.finish(problem));
  private readonly chip = byId('recording', HTMLElement);
  private readonly progress = byId('recording-progress', HTMLElement);
  private timer: ReturnType<typeof setInterval> | undefined;
  private startedAt = 0;

  constructor(private readonly page: Page) {
    const { recorder } = this;
    page.onReading.push((channel, time, value) => recorder.reading(channel, time, value));
    page.onSkipped.push((packs) => recorder.note(Date.now() / 1000, `${packs} packs skipped`));
    page.onInterruption.push(() => this.interrupt());
    byId('stop-recording', HTMLElement).addEventListener('click', () => void recorder.stop());
    addEventListener('beforeunload', (event) => {
      if (recorder.isRecording) {
        event.preventDefault();
      }
    });
  }

  openDialog(): void {
    const place = canStream()
      ? 'It goes straight to a file, for as long as you like.'
      : `It is kept in memory, up to ${MEMORY_LIMIT / 1e6} MB, and saved when you stop.`;
    const dialog = openDialog('Save', [
      element('h3', '', 'What is shown'),
      element('p', '', 'The channels and the time on the screen.'),
      button('Save CSV', () => this.saveShown(dialog), 'primary'),
      element('h3', '', 'All from now on'),
      element('p', '', `Every reading of every channel, as CSV. ${place}`),
      button('Start recording', () => void this.start(dialog), 'primary'),
    ]);
  }

  /** Says in the recording that readings are missing from here on. */
  private interrupt(): void {
    this.recorder.note(Date.now() / 1000, 'interrupted');
  }

  private saveShown(dialog: HTMLDialogElement): void {
    const { page } = this;
    download(shownAsCsv(page.shownChannels(), page.view.span), fileName(page.device(), Date.now()));
    dialog.close();
    page.announce('Saved');
  }

  private async start(dialog: HTMLDialogElement): Promise<void> {
    dialog.close();
    if (this.recorder.isRecording) {
      return;
    }
    const { page } = this;
    try {
      const target = await openTarget(fileName(page.device(), Date.now()));
      if (target) {
        this.recorder.start(target);
        this.startedAt = Date.now();
        this.timer = setInterval(() => this.tick(), 1000);
        this.chip.hidden = false;
        this.tick();
        page.announce('Recording', false);
      }
    } catch (error) {
      page.announce(`The recording could not start. ${String(error)}`);
    }
  }

  private tick(): void {
    this.recorder.flush();
    const megabytes = (this.recorder.bytes / 1e6).toFixed(1);
    setText(this.progress, `${stopwatch((Date.now() - this.startedAt) / 1000)}, ${megabytes} MB`);
  }

  private finish(problem: string): void {
    clearInterval(this.timer);
    this.chip.hidden = true;
    this.page.announce(problem || 'The recording is saved.');
  }
}
