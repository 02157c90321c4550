/** A message about the broker for the visitor: why it refuses or ends the connection, or what is missing. */

import { byId, setText } from '../elements';

export class Notice {
  private readonly element = byId('notice', HTMLElement);
  private isHint = false;

  show(text: string): void {
    this.isHint = false;
    setText(this.element, text);
  }

  /** Shows a message of lower priority, if there is no other; undefined removes it. */
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
