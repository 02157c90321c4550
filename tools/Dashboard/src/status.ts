/** Shows whether the readings are live. */

import type { ConnectionState } from '../../Clients/JavaScript/src/connection';
import { setText } from './elements';
import * as words from './words/index';

/** After so many failures in a row the device counts as offline, and not as interrupted. */
const OFFLINE_AFTER = 4;

export class Status {
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly body: HTMLElement,
    private readonly text: HTMLElement,
    /** Separate from the text, which screen readers announce when it changes: they do not announce the numbers. */
    private readonly detail: HTMLElement,
  ) {}

  show(state: ConnectionState): void {
    clearInterval(this.timer);
    this.body.dataset['state'] = state.kind;
    setText(this.text, wording(state));
    setText(this.detail, '');
    if ('retryIn' in state) {
      const due = performance.now() + state.retryIn;
      const tick = () => setText(this.detail, words.inSeconds(Math.max(1, Math.ceil((due - performance.now()) / 1000))));
      tick();
      this.timer = setInterval(tick, 250);
    }
  }

  /** @param milliseconds How long a pack and its answer took. */
  showRoundTrip(milliseconds: number): void {
    if (this.body.dataset['state'] === 'live') {
      setText(this.detail, `${milliseconds < 9.5 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`);
    }
  }
}

function wording(state: ConnectionState): string {
  switch (state.kind) {
    case 'live':
      return words.LIVE;
    case 'locked':
      return words.TOKEN_NEEDED;
    case 'barred':
      return words.BARRED;
    default:
      if (state.failures === 0) {
        return words.CONNECTING;
      }
      return state.failures < OFFLINE_AFTER ? words.RECONNECTING : words.OFFLINE;
  }
}
