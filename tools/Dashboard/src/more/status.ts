/** The state of the device, as tables instead of JSON. */

import { tokenHeaders } from '../../../Clients/JavaScript/src/token';
import { duration } from '../clock';
import { element } from '../elements';
import type { Page } from '../main';
import { openDialog, table } from './dialogs';
import * as words from '../words/index';

/** In milliseconds. */
const DURATIONS = new Set(['uptime', 'age']);
const LENGTHS = new Set(['longestStep', 'longestRead']);

type Json = string | number | boolean | null | undefined | Json[] | { [name: string]: Json };

export async function openStatus({ link, access }: Page): Promise<void> {
  if (link.state.is('locked') && !(await link.unlock(words.LOCKED))) {
    return;
  }
  const content = await fetch('status', { headers: tokenHeaders(access.token) }).then(
    async (response) => (response.ok ? parts(words.DEVICE, await response.json()) : [element('p', '', `${response.status} ${response.statusText}`)]),
    () => [element('p', '', words.NO_STATUS)],
  );
  const dialog = openDialog(words.DEVICE_STATUS, content, { isLarge: true });
  history.pushState({ isStatus: true }, '');
  addEventListener('popstate', () => dialog.close(), { once: true });
  // However it is closed, Back leaves the page again.
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
    element('h3', '', nameOf(title)),
    ...(singles.length ? [table(nameOf(title), [words.NAME, words.VALUE], singles.map(([name, one]) => [nameOf(name), text(name, one)]))] : []),
    ...others.flatMap(([name, one]) => parts(nameOf(name), one)),
  ];
}

/** A slot that is free is null. */
function list(title: string, all: Json[]): Node[] {
  const rows = all.filter((row) => row !== null);
  const free = all.length - rows.length;
  return [...(rows.length ? filled(title, rows) : []), ...(free || !rows.length ? [element('p', '', words.free(free))] : [])];
}

function filled(title: string, rows: Json[]): Node[] {
  if (rows.some((row) => typeof row !== 'object' || Array.isArray(row))) {
    return [element('p', '', rows.map((row) => text(title, row)).join(', '))];
  }
  const objects = rows as { [name: string]: Json }[];
  const columns = [...new Set(objects.flatMap((row) => Object.keys(row)))];
  return [table(title, columns.map(nameOf), objects.map((row) => columns.map((column) => text(column, row[column]))))];
}

function text(name: string, value: Json): string {
  if (value === undefined || value === null) {
    return '';
  }
  if (typeof value === 'boolean') {
    return words.yesOrNo(value);
  }
  if (typeof value === 'number') {
    return DURATIONS.has(name) ? duration(value / 1000) : LENGTHS.has(name) ? `${value.toLocaleString()} ms` : value.toLocaleString();
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** freeHeap is "Free heap". */
function nameOf(name: string): string {
  const apart = name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_-]/g, ' ').toLowerCase();
  return apart.charAt(0).toUpperCase() + apart.slice(1);
}
