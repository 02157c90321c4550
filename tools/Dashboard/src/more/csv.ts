/** Readings as CSV (RFC 4180): one row a reading, times in UTC (ISO 8601). */

import { isoTime } from '../clock';
import type { Timespan } from '../outline';
import type { Channel, Kind, Value } from '../store';

export const HEADER = 'time,channel,value,unit,note\r\n';

/** @param note A note about this row; `min` and `max` mean that it stands for several readings. */
export function readingRow(time: number, channel: Channel, value: Value, note = ''): string {
  return `${isoTime(time)},${field(channel.name)},${field(String(value))},${field(channel.unit)},${note}\r\n`;
}

export function noteRow(time: number, note: string): string {
  return `${isoTime(time)},,,,${field(note)}\r\n`;
}

/** The shown readings: each as it is or, where only these are left, the lowest and the highest of several. */
export function shownAsCsv(channels: Iterable<Channel>, span: Timespan): string[] {
  const rows: { time: number; row: string }[] = [];
  for (const channel of channels) {
    rows.push(...(channel.kind === 'text' ? textRow(channel, span) : rowsOf(channel, span)));
  }
  return [HEADER, ...rows.sort((a, b) => a.time - b.time).map(({ row }) => row)];
}

/** Of text only the newest is kept. */
function textRow(channel: Channel, { from, to }: Timespan): { time: number; row: string }[] {
  const { lastTime: time, current } = channel;
  return current === undefined || time < from || time > to ? [] : [{ time, row: readingRow(time, channel, current) }];
}

function rowsOf(channel: Channel, span: Timespan): { time: number; row: string }[] {
  const rows: { time: number; row: string }[] = [];
  for (const { time, low, high } of entriesOf(channel, span)) {
    if (low < high) {
      rows.push({ time, row: readingRow(time, channel, asValue(low, channel.kind), 'min') });
      rows.push({ time, row: readingRow(time, channel, asValue(high, channel.kind), 'max') });
    } else if (low === high) {
      rows.push({ time, row: readingRow(time, channel, asValue(low, channel.kind)) });
    }
  }
  return rows;
}

function entriesOf({ series }: Channel, { from, to }: Timespan): { time: number; low: number; high: number }[] {
  return series
    .stretches(from, to, Infinity)
    .flatMap(({ ring, first, end }) =>
      Array.from({ length: end - first }, (_, i) => ({ time: ring.time(first + i), low: ring.low(first + i), high: ring.high(first + i) })),
    );
}

function asValue(reading: number, kind: Kind): Value {
  return kind === 'boolean' ? reading !== 0 : reading;
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** The shown readings as SenML (RFC 8428) in JSON, a pack on each line. */
export function shownAsSenml(channels: Iterable<Channel>, span: Timespan): string[] {
  const lines: { time: number; line: string }[] = [];
  for (const channel of channels) {
    const { name, unit, kind, current, lastTime } = channel;
    const add = (time: number, value: Value) =>
      lines.push({ time, line: `${JSON.stringify([{ n: name, ...(unit ? { u: unit } : {}), t: time, ...label(value) }])}\n` });
    if (kind === 'text') {
      if (current !== undefined && lastTime >= span.from && lastTime <= span.to) {
        add(lastTime, current);
      }
      continue;
    }
    for (const { time, low, high } of entriesOf(channel, span)) {
      if (!Number.isNaN(low)) {
        add(time, asValue(low, kind));
        if (high > low) {
          add(time, asValue(high, kind));
        }
      }
    }
  }
  return lines.sort((a, b) => a.time - b.time).map(({ line }) => line);
}

function label(value: Value): object {
  return typeof value === 'number' ? { v: value } : typeof value === 'boolean' ? { vb: value } : { vs: value };
}
