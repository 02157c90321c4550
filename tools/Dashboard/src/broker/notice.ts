/** What the visitor should know of the broker, in a sentence: why it refuses or ends the connection, or what it does not bring. */

import { byId, setText } from '../elements';

export class Notice {
  private readonly element = byId('notice', HTMLElement);
  private isHint = false;

  show(text: string): void {
    this.isHint = false;
    setText(this.element, text);
  }

  /** Shows what is only worth saying where nothing else is to be said; nothing removes it. */
  hint(text: string): void {
    if (this.isHint || !this.element.textContent) {
      this.show(text);
      this.isHint = true;
    }
  }

  clear(): void {
    this.show('');
  }
}
