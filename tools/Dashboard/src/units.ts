/** The quantities of the units of RFC 8428 and RFC 8798, and their notation for people. */

import * as words from './words/index';

const QUANTITY_OF = new Map(
  Object.entries(words.QUANTITIES).flatMap(([quantity, units]) => units.split(' ').map((unit) => [unit, quantity] as const)),
);

/** The notation of a unit's numbers: a divisor, the number of decimals, and a symbol. */
export interface Scale {
  readonly divisor: number;
  readonly symbol: string;
  readonly decimals: number;
  /** Too small or too large for a unit without prefixes: written with a power of ten. */
  readonly isPower?: boolean;
}

/** The symbols for people that differ from the registries' names. */
const SYMBOLS: ReadonlyMap<string, string> = new Map(
  Object.entries({ Cel: '°C', '%EL': '%', EL: 's', Ohm: 'Ω', deg: '°', l: 'L', 'l/s': 'L/s', count: '', '/': '%' }),
);

/** The units of shares, and the whole in each. */
const WHOLES: ReadonlyMap<string, number> = new Map(Object.entries({ '/': 1, '%': 100, '%RH': 100, '%EL': 100 }));

const PREFIXES = ['p', 'n', 'u', 'm', '', 'k', 'M', 'G', 'T'];

/** The prefix of the unit itself. */
const NONE = 4;

/** They take prefixes, also before a slash. */
const BASES = new Set('A V W J N C F H S T Ohm Pa Hz Bq Gy Sv Wb VA var Wh Ah VAh varh mol kat lm lx cd bit B'.split(' '));

/** They take prefixes alone, up to this one. */
const ALONE: ReadonlyMap<string, number> = new Map([
  ['m', NONE + 1],
  ['s', NONE],
  ['g', NONE + 1],
]);

/** No picohenry. */
const ACIDITY = 'pH';

/** Units without fractions. */
const WHOLE_BASES = new Set(['bit', 'B']);

const MAX_DIGITS = 6;

/** A sensor has no more digits than these; more come from a binary fraction that stands for a decimal one. */
const MEANINGFUL_DIGITS = 7;
const MAX_DECIMALS = 15;

/** Magnitudes that a unit without prefixes writes as they are. */
const SMALLEST = 1e-4;
const LARGEST = 1e15;

/** In the browser's language. */
const DECIMAL_MARK = new Intl.NumberFormat().formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.';

/** A narrow space that does not break: the one that means the same in every language. */
const GROUP_MARK = '\u202f';

/** What a channel measures, by its kind or its unit; the unit itself if that is unknown. */
export function quantityOf({ unit, description: { kind } }: { unit: string; description: { kind?: string } }): string {
  if (kind && kind !== 'ph') {
    const name = kind.replace(/_/g, ' ');
    return /^(aqi|pm\d)/.test(kind) ? name.toUpperCase() : name[0]!.toUpperCase() + name.slice(1);
  }
  return QUANTITY_OF.get(unit) ?? (unit || words.READINGS);
}

/** @returns The limit of the unit's values; undefined for most units. */
export function wholeOf(unit: string): number | undefined {
  return WHOLES.get(unit);
}

/**
 * @param magnitude The value to scale, or the largest of several that share the scale.
 * @param decimals How many decimals the values have in their own unit.
 */
export function scaleOf(unit: string, magnitude: number, decimals: number): Scale {
  const size = Math.abs(magnitude);
  const prefixed = prefixOf(unit);
  if (!prefixed) {
    const divisor = unit === '/' ? 0.01 : 1;
    const scale = scaled(unit, divisor, size, decimals);
    return size > 0 && (size / divisor < SMALLEST || size / divisor >= LARGEST) ? { ...scale, decimals, isPower: true } : scale;
  }
  const { base, rest, own, lowest, highest } = prefixed;
  const at = (prefix: number) => scaled(PREFIXES[prefix]! + base + rest, 10 ** (3 * (prefix - own)), size, decimals);
  if (!size) {
    return at(own);
  }
  let prefix = lowest;
  while (prefix < highest && Number(rounded(size, at(prefix))) >= 1000) {
    prefix++;
  }
  return at(prefix);
}

/** A number on a scale. */
export function format(value: number, scale: Scale): string {
  const written = rounded(value, scale);
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d+)(.*)$/.exec(written) ?? [];
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, GROUP_MARK) : whole;
  return (/[1-9]/.test(written) ? sign : '') + grouped + rest.replace('.', DECIMAL_MARK);
}

/** A number on a scale, with its unit. */
export function withUnit(value: number, scale: Scale): string {
  return `${format(value, scale)} ${scale.symbol}`.trimEnd();
}

/** The symbol of the unit itself. */
export function symbolOf(unit: string): string {
  return SYMBOLS.get(unit) ?? unit.replace(/Ohm/, 'Ω').replace(/^u(?=[a-zA-Z])/, 'µ').replace(/(?<=[a-z])[23]$/i, (digit) => (digit === '2' ? '²' : '³'));
}

/** Whether so many decimals write the value exactly: faster than counting them. */
export function fits(value: number, decimals: number): boolean {
  const shifted = value * 10 ** decimals;
  return Math.abs(shifted - Math.round(shifted)) < 1e-6 * Math.min(1, Math.abs(shifted) || 1);
}

/** The number of decimals that the value needs. */
export function decimalsOf(value: number): number {
  const shortest = String(value);
  const exact = shortest.replace(/e.*|\D/g, '').length > MEANINGFUL_DIGITS + 5 ? value.toPrecision(MEANINGFUL_DIGITS) : shortest;
  const [mantissa = '', exponent = '0'] = String(Number(exact)).split('e');
  const decimals = (mantissa.split('.')[1] ?? '').length - Number(exponent);
  return Math.min(MAX_DECIMALS, Math.max(0, decimals));
}

function scaled(unit: string, divisor: number, size: number, decimals: number): Scale {
  const shown = Number((size / divisor).toPrecision(MAX_DIGITS));
  const before = shown > 0 ? Math.floor(Math.log10(shown) + 1e-12) + 1 : 1;
  return {
    divisor,
    symbol: symbolOf(unit),
    decimals: Math.max(0, Math.min(decimals + Math.round(Math.log10(divisor)), MAX_DIGITS - before)),
  };
}

function prefixOf(unit: string): { base: string; rest: string; own: number; lowest: number; highest: number } | undefined {
  const [, head = '', rest = ''] = /^([^/]*)(.*)$/.exec(unit) ?? [];
  for (const [base, own] of [[head, NONE], [head.slice(1), PREFIXES.indexOf(head.charAt(0))]] as const) {
    const alone = rest ? undefined : ALONE.get(base);
    if (own >= 0 && unit !== ACIDITY && (BASES.has(base) || alone !== undefined)) {
      return { base, rest, own, lowest: WHOLE_BASES.has(base) ? NONE : 0, highest: alone ?? PREFIXES.length - 1 };
    }
  }
  return undefined;
}

/** Half is rounded away from zero, as people do: of the decimal digits, not of the binary fraction that stands for them. */
function rounded(value: number, { divisor, decimals, isPower }: Scale): string {
  const shown = Number((value / divisor).toPrecision(15));
  if (isPower && shown) {
    const digits = decimals + Math.floor(Math.log10(Math.abs(shown)) + 1e-12) + Math.round(Math.log10(divisor));
    return shown.toExponential(Math.min(MAX_DIGITS - 1, Math.max(0, digits))).replace('e+', 'e');
  }
  const digits = isPower ? 0 : decimals;
  const size = String(Math.abs(shown));
  const exact = size.includes('e') ? Math.abs(shown) : Number(`${Math.round(Number(`${size}e${digits}`))}e-${digits}`);
  return (shown < 0 ? '-' : '') + exact.toFixed(digits);
}
