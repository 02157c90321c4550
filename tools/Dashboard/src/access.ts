/** The access token: asked for when the device wants one, and kept while the tab is open. */

import type { Refusal } from '../../Clients/JavaScript/src/refusal';
import { byId, setText } from './elements';
import * as words from './words/index';

/** What is said of an offer, where it is not a token that is offered. */
export interface Words {
  readonly refused: string;
  /** The rest of the sentence is when. */
  readonly later: string;
}

const WORDS: Words = { refused: words.TOKEN_REFUSED, later: words.TOKEN_LATER };

/** Says what the device has against a token; nothing when it takes it. */
export type Check = (token: string) => Promise<Refusal | undefined>;

export class Access {
  private readonly dialog = byId('access', HTMLDialogElement);
  private readonly form = byId('access-form', HTMLFormElement);
  private readonly reason = byId('access-reason', HTMLElement);
  /** Stands apart from the reason: screen readers announce that when it changes, and are spared the numbers. */
  private readonly wait = byId('access-wait', HTMLElement);
  private readonly input = byId('token', HTMLInputElement);
  private said = WORDS;
  private kept: string | undefined;
  private asking: Promise<boolean> | undefined;

  /** @param key What the token is kept by. */
  constructor(
    private readonly storage: Storage | undefined,
    private readonly key: string,
  ) {
    try {
      this.kept = storage?.getItem(key) ?? undefined;
    } catch {
      // A browser that keeps nothing: the token is asked for with each visit.
    }
    byId('access-cancel', HTMLElement).addEventListener('click', () => this.dialog.close());
  }

  get token(): string | undefined {
    return this.kept;
  }

  /** The device does not take it any more. */
  forget(): void {
    this.kept = undefined;
    this.store((storage) => storage.removeItem(this.key));
  }

  /**
   * Asks the visitor until the device takes what he gives. Who asks while somebody asks already shares the answer.
   * @param reason Why, in a sentence.
   * @returns Whether there is a token now; false when the visitor has none.
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

  /** @returns Whether the device takes what has been entered. */
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
      // Then it holds until the page is closed.
    }
  }
}
