/** Dialogs, created when they are opened. */

import { element } from '../elements';
import * as words from '../words/index';

let dialogs = 0;

/** Creates a dialog that is removed when it is closed. */
export function openDialog(title: string, children: readonly Node[], options: { isLarge?: boolean; buttons?: readonly Node[]; done?: string } = {}): HTMLDialogElement {
  const heading = element('h2', '', title);
  heading.id = `dialog-${++dialogs}`;
  const done = element('button', options.buttons ? 'primary' : '', options.done ?? words.CLOSE);
  const form = element('form', 'buttons', ...(options.buttons ?? []), done);
  form.method = 'dialog';
  const dialog = element('dialog', options.isLarge ? 'large' : '', heading, ...children, form);
  dialog.setAttribute('aria-labelledby', heading.id);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

export function button(text: string, onClick: () => void, className = ''): HTMLButtonElement {
  const made = element('button', className, text);
  made.type = 'button';
  made.addEventListener('click', onClick);
  return made;
}

/** Radio buttons, one below the other. */
export function choice<T extends string>(title: string, all: readonly (readonly [T, string])[], chosen: T, onChoice: (value: T) => void): HTMLElement {
  return element(
    'fieldset',
    '',
    element('legend', '', title),
    ...all.map(([value, text]) => {
      const radio = element('input', '');
      radio.type = 'radio';
      radio.name = title;
      radio.checked = value === chosen;
      radio.addEventListener('change', () => onChoice(value));
      return element('label', '', radio, text);
    }),
  );
}

export function checkbox(content: string | Node, isChecked: boolean, onChange: (isChecked: boolean) => void): HTMLElement {
  const box = element('input', '');
  box.type = 'checkbox';
  box.checked = isChecked;
  box.addEventListener('change', () => onChange(box.checked));
  return element('label', '', box, content);
}

/** A table that can be scrolled if it is too wide. */
export function table(title: string, headings: readonly string[], rows: readonly (readonly string[])[]): HTMLElement {
  const cell = (text: string, i: number) => {
    const made = element(i ? 'td' : 'th', '', text);
    if (!i) {
      made.setAttribute('scope', 'row');
    }
    return made;
  };
  const head = element('tr', '');
  for (const heading of headings) {
    const made = element('th', '', heading);
    made.setAttribute('scope', 'col');
    head.append(made);
  }
  const body = rows.map((row) => element('tr', '', ...row.map(cell)));
  const made = element('div', 'scrolls', element('table', '', element('thead', '', head), element('tbody', '', ...body)));
  made.tabIndex = 0;
  made.setAttribute('role', 'group');
  made.setAttribute('aria-label', title);
  return made;
}
