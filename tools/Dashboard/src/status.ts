/** Shows whether the readings are live. */

import type { ConnectionState } from '../../Client/src/connection';

/** After so many failures in a row the device has gone, rather than dropped out. */
const OFFLINE_AFTER = 4;

export class Status {
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly body: HTMLElement,
    private readonly text: HTMLElement,
    private readonly countdown: HTMLElement,
  ) {}

  show(state: ConnectionState): void {
    clearInterval(this.timer);
    this.body.dataset['state'] = state.kind;
    // Screen readers announce the text when it changes: the seconds stand apart, so that they are not read out.
    const text = wording(state);
    if (this.text.textContent !== text) {
      this.text.textContent = text;
    }
    this.countdown.textContent = '';
    if (state.kind === 'offline') {
      const tick = () => {
        this.countdown.textContent = `in ${Math.max(1, Math.ceil((state.retryAt - Date.now()) / 1000))} s`;
      };
      tick();
      this.timer = setInterval(tick, 250);
    }
  }
}

function wording(state: ConnectionState): string {
  if (state.kind === 'live') {
    return 'Live';
  }
  if (state.failures === 0) {
    return 'Connecting';
  }
  return state.failures < OFFLINE_AFTER ? 'Reconnecting' : 'Offline, reconnecting';
}
