/** Readings as CSV (RFC 4180): one row a reading, times in UTC (ISO 8601). */

import { isoTime } from '../clock';
import type { Timespan } from '../outline';
import type { Channel, Kind, Value } from '../store';

export const HEADER = 'time,channel,value,unit,note\r\n';

/** @param note What is to be known of this row; `min` and `max` say that it stands for several readings. */
export function readingRow(time: number, channel: Channel, value: Value, note = ''): string {
  return `${isoTime(time)},${field(channel.name)},${field(String(value))},${field(channel.unit)},${note}\r\n`;
}

export function noteRow(time: number, note: string): string {
  return `${isoTime(time)},,,,${field(note)}\r\n`;
}

/** What is shown: the readings as they are, or where only these are left, the lowest and the highest of several. */
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

function rowsOf(channel: Channel, { from, to }: Timespan): { time: number; row: string }[] {
  const ring = channel.series.ring(from, to, Infinity);
  const rows: { time: number; row: string }[] = [];
  for (let i = ring.indexAt(from); i < ring.length && ring.time(i) <= to; i++) {
    const [time, low, high] = [ring.time(i), ring.low(i), ring.high(i)];
    if (low < high) {
      rows.push({ time, row: readingRow(time, channel, asValue(low, channel.kind), 'min') });
      rows.push({ time, row: readingRow(time, channel, asValue(high, channel.kind), 'max') });
    } else if (low === high) {
      rows.push({ time, row: readingRow(time, channel, asValue(low, channel.kind)) });
    }
  }
  return rows;
}

function asValue(reading: number, kind: Kind): Value {
  return kind === 'boolean' ? reading !== 0 : reading;
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** What is shown as SenML (RFC 8428) in JSON, a pack on each line. */
export function shownAsSenml(channels: Iterable<Channel>, span: Timespan): string[] {
  const lines: { time: number; line: string }[] = [];
  for (const channel of channels) {
    const { name, unit, kind, current, lastTime, series } = channel;
    const add = (time: number, value: Value) =>
      lines.push({ time, line: `${JSON.stringify([{ n: name, ...(unit ? { u: unit } : {}), t: time, ...label(value) }])}\n` });
    if (kind === 'text') {
      if (current !== undefined && lastTime >= span.from && lastTime <= span.to) {
        add(lastTime, current);
      }
      continue;
    }
    const ring = series.ring(span.from, span.to, Infinity);
    for (let i = ring.indexAt(span.from); i < ring.length && ring.time(i) <= span.to; i++) {
      if (!Number.isNaN(ring.low(i))) {
        add(ring.time(i), asValue(ring.low(i), kind));
        if (ring.high(i) > ring.low(i)) {
          add(ring.time(i), asValue(ring.high(i), kind));
        }
      }
    }
  }
  return lines.sort((a, b) => a.time - b.time).map(({ line }) => line);
}

function label(value: Value): object {
  return typeof value === 'number' ? { v: value } : typeof value === 'boolean' ? { vb: value } : { vs: value };
}
