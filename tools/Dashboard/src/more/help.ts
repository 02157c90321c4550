/** The help: keys and mouse. */

import { element } from '../elements';
import { openDialog } from './dialogs';
import * as words from '../words/index';

export function openHelp(): void {
  const table = (title: string, rows: readonly (readonly [string, string])[], tag: 'kbd' | 'span') =>
    element(
      'table',
      '',
      element('caption', 'unseen', title),
      element('tbody', '', ...rows.map(([keys, does]) => element('tr', '', rowHead(element(tag, '', keys)), element('td', '', does)))),
    );
  openDialog(words.HELP, [
    element('h3', '', words.KEYS_ON_CHART),
    table(words.KEYS, words.KEY_TABLE, 'kbd'),
    element('h3', '', words.MOUSE_AND_FINGERS),
    table(words.MOUSE, words.MOUSE_TABLE, 'span'),
  ]);
}

function rowHead(content: HTMLElement): HTMLElement {
  const made = element('th', '', content);
  made.setAttribute('scope', 'row');
  return made;
}
