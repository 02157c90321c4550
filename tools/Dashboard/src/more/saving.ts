/** The dialog that saves the shown readings, or all readings from now on. */

import { stopwatch } from '../clock';
import { byId, element, setText } from '../elements';
import type { Page } from '../main';
import { shownAsCsv, shownAsSenml } from './csv';
import { button, openDialog } from './dialogs';
import { canStream, download, fileName, MEMORY_LIMIT, openTarget } from './files';
import type { History } from './history';
import { Recorder } from './recorder';
import type { Replay } from './replay';
import * as words from '../words/index';

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
    const dialog: HTMLDialogElement = openDialog(words.SAVE, [
      element('h3', '', words.SHOWN),
      element('p', '', words.ABOUT_SHOWN),
      element(
        'div',
        'choices',
        button(words.SAVE_CSV, () => this.saveShown(dialog), 'primary'),
        button(words.SAVE_SENML, () => this.saveShown(dialog, true)),
      ),
      element('h3', '', words.A_RECORDING),
      element('p', '', words.ABOUT_OPENING),
      this.opener(),
      element('h3', '', words.KEPT),
      element('p', '', words.ABOUT_KEPT),
      button(words.FORGET, () => {
        dialog.close();
        void this.history()?.forget();
      }),
      element('h3', '', words.FROM_NOW_ON),
      element('p', '', canStream() ? words.TO_FILE : words.toMemory(MEMORY_LIMIT / 1e6)),
      button(words.START_RECORDING, () => void this.start(dialog), 'primary'),
    ]);
  }

  private opener(): HTMLElement {
    const input = element('input', '');
    input.type = 'file';
    input.accept = '.csv,.json,.jsonl,.senml';
    input.setAttribute('aria-label', words.OPEN_RECORDING);
    input.addEventListener('change', () => {
      const [file] = input.files ?? [];
      if (file) {
        input.closest('dialog')?.close();
        void this.replay.open(file);
      }
    });
    return input;
  }

  /** Marks in the recording that readings are missing after the newest one: a loss is noticed later than it happens. */
  private interrupt(): void {
    this.recorder.note(this.page.store.latestTime, 'interrupted');
  }

  private saveShown(dialog: HTMLDialogElement, isSenml = false): void {
    const { page } = this;
    const [write, extension, type] = isSenml ? [shownAsSenml, 'senml.jsonl', 'application/senml+json'] : [shownAsCsv, 'csv', 'text/csv'];
    download(write(page.shownChannels(), page.view.span), fileName(page.device(), Date.now(), extension), type);
    dialog.close();
    page.announce(words.SAVED);
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
        page.announce(words.RECORDING, false);
      }
    } catch (error) {
      page.announce(words.noRecording(String(error)));
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
    this.page.announce(problem || words.RECORDING_SAVED);
  }
}
