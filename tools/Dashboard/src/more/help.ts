/** The keys, and what the mouse does. */

import { element } from '../elements';
import { openDialog } from './dialogs';

const KEYS: readonly (readonly [string, string])[] = [
  ['← →', 'Move the cursor over all charts'],
  ['+ −', 'Zoom in and out around the cursor'],
  ['Shift ← →', 'Go back and forth in time'],
  ['M', 'Begin a selection at the cursor; again: end it. The numbers are then of the selection'],
  ['Escape', 'Clear the selection, then leave the zoom'],
  ['F', 'Full screen'],
  ['?', 'This help'],
];

const MOUSE: readonly (readonly [string, string])[] = [
  ['Drag over a chart', 'Zoom'],
  ['Shift and drag', 'Select'],
  ['Ctrl and wheel, or pinch', 'Zoom'],
  ['Double click', 'Leave the zoom'],
  ['Drag a title', 'Move the card; onto the middle of another chart: combine them'],
];

export function openHelp(): void {
  const table = (title: string, rows: readonly (readonly [string, string])[], tag: 'kbd' | 'span') =>
    element(
      'table',
      '',
      element('caption', 'unseen', title),
      element('tbody', '', ...rows.map(([keys, does]) => element('tr', '', rowHead(element(tag, '', keys)), element('td', '', does)))),
    );
  openDialog('Help', [element('h3', '', 'Keys, on a chart'), table('Keys', KEYS, 'kbd'), element('h3', '', 'Mouse and fingers'), table('Mouse', MOUSE, 'span')]);
}

function rowHead(content: HTMLElement): HTMLElement {
  const made = element('th', '', content);
  made.setAttribute('scope', 'row');
  return made;
}
