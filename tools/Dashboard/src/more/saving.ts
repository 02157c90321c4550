/** The dialog that saves what is shown, or all that comes from now on. */

import { stopwatch } from '../clock';
import { byId, element, setText } from '../elements';
import type { Page } from '../main';
import { shownAsCsv, shownAsSenml } from './csv';
import { button, openDialog } from './dialogs';
import { canStream, download, fileName, MEMORY_LIMIT, openTarget } from './files';
import type { History } from './history';
import { Recorder } from './recorder';
import type { Replay } from './replay';

export class Saving {
  readonly recorder = new Recorder((problem) => this.finish(problem));
  private readonly chip = byId('recording', HTMLElement);
  private readonly progress = byId('recording-progress', HTMLElement);
  private timer: ReturnType<typeof setInterval> | undefined;
  private startedAt = 0;

  constructor(
    private readonly page: Page,
    private readonly replay: Replay,
    private readonly history: () => History | undefined,
  ) {
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
    const dialog: HTMLDialogElement = openDialog('Save', [
      element('h3', '', 'What is shown'),
      element('p', '', 'The channels and the time on the screen.'),
      element(
        'div',
        'choices',
        button('Save CSV', () => this.saveShown(dialog), 'primary'),
        button('Save SenML', () => this.saveShown(dialog, true)),
      ),
      element('h3', '', 'A recording'),
      element('p', '', 'CSV or SenML in JSON is shown as if it came now. It may also be dropped on the page.'),
      this.opener(),
      element('h3', '', 'What this browser has kept'),
      element('p', '', 'Readings of the last seven days, for this page only.'),
      button('Forget it', () => {
        dialog.close();
        void this.history()?.forget();
      }),
      element('h3', '', 'All from now on'),
      element('p', '', `Every reading of every channel, as CSV. ${place}`),
      button('Start recording', () => void this.start(dialog), 'primary'),
    ]);
  }

  private opener(): HTMLElement {
    const input = element('input', '');
    input.type = 'file';
    input.accept = '.csv,.json,.jsonl,.senml';
    input.setAttribute('aria-label', 'Open a recording');
    input.addEventListener('change', () => {
      const [file] = input.files ?? [];
      if (file) {
        input.closest('dialog')?.close();
        void this.replay.open(file);
      }
    });
    return input;
  }

  /** Says in the recording that readings are missing after the newest one: the loss is noticed later than it happens. */
  private interrupt(): void {
    this.recorder.note(this.page.store.latestTime, 'interrupted');
  }

  private saveShown(dialog: HTMLDialogElement, isSenml = false): void {
    const { page } = this;
    const [write, extension, type] = isSenml ? [shownAsSenml, 'senml.jsonl', 'application/senml+json'] : [shownAsCsv, 'csv', 'text/csv'];
    download(write(page.shownChannels(), page.view.span), fileName(page.device(), Date.now(), extension), type);
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
        this.startedAt = performance.now();
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
    setText(this.progress, `${stopwatch((performance.now() - this.startedAt) / 1000)}, ${megabytes} MB`);
  }

  private finish(problem: string): void {
    clearInterval(this.timer);
    this.chip.hidden = true;
    this.page.announce(problem || 'The recording is saved.');
  }
}
