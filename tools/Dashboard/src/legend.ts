/** The legend beside a chart: a line for each of few channels, a table of many. */

import { element } from './elements';
import { type Measure, nameOf, type Readout } from './readout';
import * as words from './words/index';

/** The current value, large, in the head of the card. */
export function headItem(readout: Readout, hasName: boolean): HTMLElement {
  return element('li', '', ...(hasName ? [nameOf(readout, 'span')] : []), readout.value, readout.unit);
}

/** A line below the chart. */
export function line(readout: Readout, hasName: boolean): HTMLElement {
  const { min, max, mean, deviation, count } = readout.measures;
  const numbers = element('span', 'numbers', min, words.TO, max, ', ');
  for (const [measure, cell] of [['mean', mean], ['deviation', deviation], ['count', count]] as const) {
    numbers.append(element('span', `extra ${measure}`, label(measure), '\u00a0', cell));
  }
  return element('p', 'line', ...(hasName ? [element('span', 'label', readout.label)] : []), numbers, readout.note);
}

/** Rows of many channels; it is focusable, so that it can be scrolled with keys. */
export function table(readouts: readonly Readout[], title: string): HTMLElement {
  const measures = Object.keys(words.MEASURES) as Measure[];
  const head = element('tr', '', element('th', '', element('span', 'unseen', words.CHANNEL)), heading(words.NOW, ''));
  measures.forEach((measure) => head.append(heading(label(measure), measure)));
  const rows = readouts.map((readout) => {
    const name = nameOf(readout, 'th');
    name.setAttribute('scope', 'row');
    const now = element('td', 'now', readout.value, ' ', readout.unit, ' ', readout.note);
    return element('tr', '', name, now, ...measures.map((measure) => element('td', measure, readout.measures[measure])));
  });
  const made = element('div', 'legend', element('table', '', element('thead', '', head), element('tbody', '', ...rows)));
  made.tabIndex = 0;
  made.setAttribute('role', 'group');
  made.setAttribute('aria-label', words.valuesOf(title));
  return made;
}

function heading(text: string | HTMLElement, className: string): HTMLElement {
  const made = element('th', className, text);
  made.setAttribute('scope', 'col');
  return made;
}

function label(measure: Measure): HTMLElement {
  const made = element('span', 'measure', words.MEASURES[measure]);
  made.title = words.MEASURE_NAMES[measure];
  return made;
}
