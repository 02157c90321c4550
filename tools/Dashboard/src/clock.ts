/** Times for people, in a form of constant width, and for programs. */

import { format, type Scale } from './units';

const MINUTE = 60;
const WHOLE: Scale = { divisor: 1, symbol: '', decimals: 0 };
const TENTHS: Scale = { ...WHOLE, decimals: 1 };

type Options = Intl.DateTimeFormatOptions & { fractionalSecondDigits?: 1 | 2 | 3 };

const MINUTES: Options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const SECONDS: Options = { ...MINUTES, second: '2-digit' };

const formats = ([MINUTES, SECONDS, ...([1, 2, 3] as const).map((digits) => ({ ...SECONDS, fractionalSecondDigits: digits }))] as Options[]).map(
  (options) => new Intl.DateTimeFormat(undefined, options),
);

/**
 * @param time Seconds since 1970.
 * @param step The distance to the next time that is shown; a smaller one gives more digits.
 */
export function clockTime(time: number, step: number): string {
  const decimals = Math.min(3, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));
  return formats[step >= MINUTE ? 0 : 1 + decimals]!.format(Math.round(time * 1000));
}

const days = ([{}, { year: 'numeric' }] as Options[]).map((year) => new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', ...year }));

/** The last result: most times are of the same day as the one before. */
let known = { from: NaN, to: NaN, text: '' };

/** The day, without the present year. */
export function dayOf(time: number): string {
  const milliseconds = time * 1000;
  if (!(milliseconds >= known.from && milliseconds < known.to)) {
    const date = new Date(milliseconds);
    const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
    const isThisYear = year === new Date().getFullYear();
    known = { from: +new Date(year, month, day), to: +new Date(year, month, day + 1), text: days[isThisYear ? 0 : 1]!.format(date) };
  }
  return known.text;
}

/** A time of day, with the day if it is not today. */
export function momentOf(time: number, step: number): string {
  const day = dayOf(time);
  return (day === dayOf(Date.now() / 1000) ? '' : `${day}, `) + clockTime(time, step);
}

const PARTS = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
] as const;

/** A duration or an age, in its two largest units: 41 s, 3 min 20 s, 5 h 7 min, 1 d 2 h. */
export function duration(seconds: number): string {
  if (!(seconds >= 10)) {
    return `${format(Math.floor(10 * Math.max(0, seconds)) / 10, TENTHS)} s`;
  }
  const first = PARTS.findIndex(([length]) => seconds >= length);
  const [length, unit] = PARTS[first]!;
  const [next, nextUnit] = PARTS[first + 1] ?? [1, ''];
  const rest = nextUnit ? Math.floor((seconds % length) / next) : 0;
  return `${format(Math.floor(seconds / length), WHOLE)} ${unit}${rest ? ` ${rest} ${nextUnit}` : ''}`;
}

/** In the form of a stopwatch: 0:05, 12:34, 1:02:03. */
export function stopwatch(seconds: number): string {
  const whole = Math.floor(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return (parts[0] ? parts : parts.slice(1)).map((part, i) => (i ? String(part).padStart(2, '0') : String(part))).join(':');
}

let second = NaN;
let prefix = '';

/** ISO 8601 in UTC, with microseconds: fast channels read more than once in a millisecond. */
export function isoTime(time: number): string {
  const microseconds = Math.round(time * 1e6);
  const whole = Math.floor(microseconds / 1e6);
  // Most times fall into the same second as the one before.
  if (whole !== second) {
    second = whole;
    prefix = new Date(whole * 1000).toISOString().slice(0, 20);
  }
  return `${prefix}${String(microseconds - whole * 1e6).padStart(6, '0')}Z`;
}
