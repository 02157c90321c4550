/** On paper all charts are drawn, in ink on white. */

import type { Page } from '../main';

export function prepareForPrinting({ cards, theme, view }: Page): void {
  const { dataset } = document.documentElement;
  let scheme: string | undefined;
  addEventListener('beforeprint', () => {
    scheme = dataset['scheme'];
    dataset['scheme'] = 'light';
    theme.read();
    view.version++;
    cards.all.filter(({ group }) => group.kind !== 'controls').forEach((card) => card.draw());
  });
  addEventListener('afterprint', () => {
    if (scheme === undefined) {
      delete dataset['scheme'];
    } else {
      dataset['scheme'] = scheme;
    }
    theme.read();
    view.refresh();
  });
}
