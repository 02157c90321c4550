/** The access token: asked for when the device wants one, and kept while the tab is open. */

import { tokenProtocol } from '../../Client/src/token';
import { byId } from './elements';

const KEY = 'sensorcast.token';

export class Access {
  private readonly dialog = byId('access', HTMLDialogElement);
  private readonly reason = byId('access-reason', HTMLElement);
  private readonly input = byId('token', HTMLInputElement);
  private kept: string | undefined;
  private asking: Promise<boolean> | undefined;

  constructor(private readonly storage: Storage | undefined) {
    try {
      this.kept = storage?.getItem(KEY) ?? undefined;
    } catch {
      // A browser that keeps nothing: the token is asked for with each visit.
    }
  }

  get token(): string | undefined {
    return this.kept;
  }

  /** What to offer beside the encoding. */
  get protocols(): string[] {
    return this.kept === undefined ? [] : [tokenProtocol(this.kept)];
  }

  get headers(): Record<string, string> {
    // A header takes a character a byte: these are the bytes of UTF-8.
    const bytes = new TextEncoder().encode(this.kept);
    return this.kept === undefined ? {} : { Authorization: `Bearer ${String.fromCharCode(...bytes)}` };
  }

  /**
   * Asks the visitor. Who asks while somebody asks already shares the answer.
   * @param reason Why, in a sentence.
   * @returns Whether there is a token now; false when the visitor has none.
   */
  ask(reason: string): Promise<boolean> {
    this.asking ??= this.show(reason).finally(() => (this.asking = undefined));
    return this.asking;
  }

  private show(reason: string): Promise<boolean> {
    this.reason.textContent = reason;
    this.input.value = '';
    this.dialog.returnValue = '';
    if (!this.dialog.open) {
      this.dialog.showModal();
    }
    return new Promise((resolve) => {
      this.dialog.onclose = () => {
        const isGiven = this.dialog.returnValue === 'use' && this.input.value !== '';
        if (isGiven) {
          this.keep(this.input.value);
        }
        this.input.value = '';
        resolve(isGiven);
      };
    });
  }

  private keep(token: string): void {
    this.kept = token;
    try {
      this.storage?.setItem(KEY, token);
    } catch {
      // Then it holds until the page is closed.
    }
  }
}
