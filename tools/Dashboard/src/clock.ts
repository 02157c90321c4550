/** Times as people write them, in a form that does not change its width, and as programs do. */

const MINUTE = 60;

type Options = Intl.DateTimeFormatOptions & { fractionalSecondDigits?: 1 | 2 | 3 };

const MINUTES: Options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const SECONDS: Options = { ...MINUTES, second: '2-digit' };

const formats = ([MINUTES, SECONDS, ...([1, 2, 3] as const).map((digits) => ({ ...SECONDS, fractionalSecondDigits: digits }))] as Options[]).map(
  (options) => new Intl.DateTimeFormat(undefined, options),
);

/**
 * @param time Seconds since 1970.
 * @param step The distance to the next time that is shown; the finer it is, the finer the time.
 */
export function clockTime(time: number, step: number): string {
  const decimals = Math.min(3, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));
  return formats[step >= MINUTE ? 0 : 1 + decimals]!.format(Math.round(time * 1000));
}

/** How long something took or is ago: 5 s, 3 min, 2 h. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 120) {
    return `${whole} s`;
  }
  return whole < 7200 ? `${Math.floor(whole / 60)} min` : `${Math.floor(whole / 3600)} h`;
}

/** As a stop watch shows it: 0:05, 12:34, 1:02:03. */
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
