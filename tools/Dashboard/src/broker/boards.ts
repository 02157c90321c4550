/** The boards that the broker has, with their states; and the ones that are shown: those that the address names, or all. */

import { byId, element, setText } from '../elements';
import * as words from '../words/index';

const MAX_BOARDS = 200;

export class Boards {
  private readonly list = byId('boards', HTMLElement);
  private readonly states = new Map<string, { state: HTMLElement; box: HTMLInputElement }>();
  private readonly chosen = new URLSearchParams(location.search).get('boards')?.split(',').filter(Boolean);

  /** Whether only one is shown: then the cards do not need its name. */
  get isSingle(): boolean {
    return this.chosen?.length === 1;
  }

  get isEmpty(): boolean {
    return this.states.size === 0;
  }

  /** The boards that are shown, in words. */
  get title(): string {
    const names = [...this.states].filter(([, { box }]) => box.checked).map(([name]) => name);
    return names.length > 3 ? words.boards(names.length) : names.sort().join(', ');
  }

  isShown(name: string): boolean {
    return !this.chosen || this.chosen.includes(name);
  }

  /** Lists a board. */
  add(name: string): void {
    if (this.states.has(name) || this.states.size === MAX_BOARDS) {
      return;
    }
    const box = element('input', '');
    const state = element('span', 'state');
    box.type = 'checkbox';
    box.checked = this.isShown(name);
    box.addEventListener('change', () => this.choose());
    this.states.set(name, { state, box });
    const label = element('label', '', box, ` ${name} `, state);
    label.dataset['board'] = name;
    const later = [...this.list.children].find((one) => (one as HTMLElement).dataset['board']! > name);
    this.list.insertBefore(label, later ?? null);
  }

  remove(name: string): void {
    this.states.get(name)?.box.parentElement!.remove();
    this.states.delete(name);
  }

  show(name: string, state: keyof typeof words.BOARD_STATES): void {
    const entry = this.states.get(name);
    if (entry) {
      setText(entry.state, words.BOARD_STATES[state]);
      entry.state.dataset['of'] = state;
    }
  }

  showAll(state: keyof typeof words.BOARD_STATES): void {
    this.states.forEach((_, name) => this.show(name, state));
  }

  /** An address that can be saved and shared. */
  private choose(): void {
    const all = [...this.states];
    const names = all.filter(([, { box }]) => box.checked).map(([name]) => name);
    const isAll = names.length === all.length || !names.length;
    location.search = isAll ? '' : `boards=${names.map(encodeURIComponent).join(',')}`;
  }
}
