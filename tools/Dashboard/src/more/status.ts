/** The state of the device, as tables instead of JSON. */

import { tokenHeaders } from '../../../Clients/JavaScript/src/token';
import { duration } from '../clock';
import { element } from '../elements';
import type { Page } from '../main';
import { openDialog, table } from './dialogs';

const LOCKED = 'This device wants its token.';

/** In milliseconds. */
const DURATIONS = new Set(['uptime', 'age']);
const LENGTHS = new Set(['longestStep', 'longestRead']);

type Json = string | number | boolean | null | undefined | Json[] | { [name: string]: Json };

export async function openStatus({ link, access }: Page): Promise<void> {
  if (link.isLocked && !(await link.unlock(LOCKED))) {
    return;
  }
  const content = await fetch('status', { headers: tokenHeaders(access.token) }).then(
    async (response) => (response.ok ? parts('Device', await response.json()) : [element('p', '', `${response.status} ${response.statusText}`)]),
    () => [element('p', '', 'The device does not answer.')],
  );
  const dialog = openDialog('Device status', content, { isLarge: true });
  history.pushState({ isStatus: true }, '');
  addEventListener('popstate', () => dialog.close(), { once: true });
  // However it is closed, Back leads away from the page again.
  dialog.addEventListener('close', () => Object(history.state).isStatus && history.back());
}

/** Single values in one table, then a table for each list or object of them. */
function parts(title: string, value: Json): Node[] {
  if (Array.isArray(value)) {
    return [element('h3', '', title), ...list(title, value)];
  }
  if (typeof value !== 'object' || value === null) {
    return [element('p', '', `${title}: ${text(title, value)}`)];
  }
  const entries = Object.entries(value);
  const singles = entries.filter(([, one]) => typeof one !== 'object' || one === null);
  const others = entries.filter(([, one]) => typeof one === 'object' && one !== null);
  return [
    element('h3', '', words(title)),
    ...(singles.length ? [table(words(title), ['Name', 'Value'], singles.map(([name, one]) => [words(name), text(name, one)]))] : []),
    ...others.flatMap(([name, one]) => parts(words(name), one)),
  ];
}

/** A slot that is free is null. */
function list(title: string, all: Json[]): Node[] {
  const rows = all.filter((row) => row !== null);
  const free = all.length - rows.length;
  return [...(rows.length ? filled(title, rows) : []), ...(free || !rows.length ? [element('p', '', `${free || 'None'}${free ? ' free' : ''}`)] : [])];
}

function filled(title: string, rows: Json[]): Node[] {
  if (rows.some((row) => typeof row !== 'object' || Array.isArray(row))) {
    return [element('p', '', rows.map((row) => text(title, row)).join(', '))];
  }
  const objects = rows as { [name: string]: Json }[];
  const columns = [...new Set(objects.flatMap((row) => Object.keys(row)))];
  return [table(title, columns.map(words), objects.map((row) => columns.map((column) => text(column, row[column]))))];
}

function text(name: string, value: Json): string {
  if (value === undefined || value === null) {
    return '';
  }
  if (typeof value === 'boolean') {
    return value ? 'yes' : 'no';
  }
  if (typeof value === 'number') {
    return DURATIONS.has(name) ? duration(value / 1000) : LENGTHS.has(name) ? `${value.toLocaleString()} ms` : value.toLocaleString();
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** freeHeap is "Free heap". */
function words(name: string): string {
  const apart = name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_-]/g, ' ').toLowerCase();
  return apart.charAt(0).toUpperCase() + apart.slice(1);
}
