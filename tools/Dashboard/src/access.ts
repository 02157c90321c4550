/** The access token: requested from the visitor when the device needs one, and kept while the tab is open. */

import type { Refusal } from '../../Clients/JavaScript/src/refusal';
import { byId, setText } from './elements';
import * as words from './words/index';

/** The messages about an offer, if it is not a token. */
export interface Words {
  readonly refused: string;
  /** The time completes the sentence. */
  readonly later: string;
}

const WORDS: Words = { refused: words.TOKEN_REFUSED, later: words.TOKEN_LATER };

/** Why the device refuses a token; undefined if it accepts it. */
export type Check = (token: string) => Promise<Refusal | undefined>;

export class Access {
  private readonly dialog = byId('access', HTMLDialogElement);
  private readonly form = byId('access-form', HTMLFormElement);
  private readonly reason = byId('access-reason', HTMLElement);
  /** Separate from the reason, which screen readers announce when it changes: they do not announce the numbers. */
  private readonly wait = byId('access-wait', HTMLElement);
  private readonly input = byId('token', HTMLInputElement);
  private said = WORDS;
  private kept: string | undefined;
  private asking: Promise<boolean> | undefined;

  /** @param key The storage key of the token. */
  constructor(
    private readonly storage: Storage | undefined,
    private readonly key: string,
  ) {
    try {
      this.kept = storage?.getItem(key) ?? undefined;
    } catch {
      // A browser that keeps nothing: the token is requested with each visit.
    }
    byId('access-cancel', HTMLElement).addEventListener('click', () => this.dialog.close());
  }

  get token(): string | undefined {
    return this.kept;
  }

  /** The device no longer accepts it. */
  forget(): void {
    this.kept = undefined;
    this.store((storage) => storage.removeItem(this.key));
  }

  /**
   * Prompts the visitor until the device accepts the token. Calls while the prompt is open share its result.
   * @param reason The reason, in a sentence.
   * @returns Whether there is a token now; false if the visitor has none.
   */
  ask(reason: string, check: Check, said = WORDS): Promise<boolean> {
    this.said = said;
    this.asking ??= this.show(reason, check).finally(() => (this.asking = undefined));
    return this.asking;
  }

  private show(reason: string, check: Check): Promise<boolean> {
    setText(this.reason, reason);
    this.dialog.showModal();
    return new Promise((resolve) => {
      const end = new AbortController();
      let isOffering = false;
      this.form.onsubmit = (event) => {
        // It stays open until the device has answered.
        event.preventDefault();
        if (!isOffering) {
          isOffering = true;
          void this.offer(check, end.signal).then((isTaken) => {
            isOffering = false;
            if (isTaken) {
              this.dialog.close('taken');
            }
          });
        }
      };
      this.dialog.onclose = () => {
        end.abort();
        this.input.value = '';
        setText(this.wait, '');
        resolve(this.dialog.returnValue === 'taken');
        this.dialog.returnValue = '';
      };
    });
  }

  /** @returns Whether the device accepts the entered token. */
  private async offer(check: Check, end: AbortSignal): Promise<boolean> {
    while (!end.aborted) {
      const token = this.input.value;
      const refusal = await check(token);
      if (end.aborted) {
        break;
      }
      if (!refusal) {
        this.kept = token;
        this.store((storage) => storage.setItem(this.key, token));
        return true;
      }
      if (refusal.kind === 'locked') {
        setText(this.reason, this.said.refused);
        this.input.select();
        break;
      }
      setText(this.reason, this.said.later);
      await this.countDown(refusal.seconds, end);
    }
    return false;
  }

  private async countDown(seconds: number, end: AbortSignal): Promise<void> {
    for (let left = seconds; left > 0 && !end.aborted; left--) {
      setText(this.wait, words.inSeconds(left));
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    setText(this.wait, '');
  }

  private store(change: (storage: Storage) => void): void {
    try {
      if (this.storage) {
        change(this.storage);
      }
    } catch {
      // Then it is kept until the page is closed.
    }
  }
}
