/** Reads recordings: our CSV, and SenML in JSON, a pack on each line or one for all. */

import { readPack } from '../../../Clients/JavaScript/src/pack';
import type { SenmlPack } from '../../../Clients/JavaScript/src/senml';
import type { Value } from '../store';
import * as words from '../words/index';

export interface Reading {
  readonly time: number;
  readonly name: string;
  readonly unit: string;
  readonly value: Value;
}

/** In the order of their times. */
export function readRecording(text: string): Reading[] {
  const readings = /^\s*[[{]/.test(text) ? fromSenml(text) : fromCsv(text);
  return readings.sort((a, b) => a.time - b.time);
}

function fromSenml(text: string): Reading[] {
  const packs = whole(text) ?? text.split(/\r?\n/).filter((line) => line.trim()).map((line) => pack(line));
  const units = new Map<string, string>();
  return packs.flatMap(({ records }) =>
    records.flatMap(({ name, unit, time, value }) => {
      if (unit !== undefined) {
        units.set(name, unit);
      }
      return value === undefined ? [] : [{ name, unit: units.get(name) ?? '', time, value }];
    }),
  );
}

/** @returns Undefined if the text as a whole is not a pack. */
function whole(text: string): SenmlPack[] | undefined {
  try {
    return [pack(text)];
  } catch {
    return undefined;
  }
}

/** A line may be a pack, or a record of its own. */
function pack(json: string): SenmlPack {
  const trimmed = json.trim();
  return readPack(trimmed.startsWith('{') ? `[${trimmed}]` : trimmed, Date.now() / 1000);
}

function fromCsv(text: string): Reading[] {
  const [head = [], ...rows] = csvRows(text);
  const [time, channel, value, unit] = ['time', 'channel', 'value', 'unit'].map((name) => head.indexOf(name)) as [number, number, number, number];
  if (time < 0 || channel < 0 || value < 0) {
    throw new Error(words.NO_COLUMNS);
  }
  return rows.flatMap((row) => {
    const at = Date.parse(row[time]!.replace(/(\.\d{3})\d*/, '$1'));
    // Dates have milliseconds.
    const rest = Number(/\.\d{3}(\d{3})/.exec(row[time]!)?.[1] ?? 0) / 1e6;
    const isNote = row[channel] === '' || row[channel] === undefined;
    return isNote || Number.isNaN(at) ? [] : [{ time: at / 1000 + rest, name: row[channel]!, unit: row[unit] ?? '', value: valueOf(row[value] ?? '') }];
  });
}

function valueOf(text: string): Value {
  return text === 'true' || text === 'false' ? text === 'true' : text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** RFC 4180. */
function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted === undefined ? plain : quoted.replace(/""/g, '"'));
    if (end !== ',') {
      if (row.length > 1 || row[0]) {
        rows.push(row);
      }
      row = [];
    }
  }
  return rows;
}
