/** What the units of RFC 8428 and RFC 8798 measure, and how people read them. */

/** Divide by `divisor` and write `symbol` behind. */
export interface Scale {
  readonly divisor: number;
  readonly symbol: string;
}

/** What a card is called. The registries name the units only. */
const QUANTITIES: Readonly<Record<string, string>> = {
  Temperature: 'Cel K',
  Humidity: '%RH',
  Pressure: 'Pa hPa',
  Light: 'lx lm cd',
  Voltage: 'V mV',
  Current: 'A mA',
  Power: 'W mW kW',
  Energy: 'J Wh kWh',
  'Signal strength': 'dBm dBW',
  Data: 'B KiB MiB GiB',
  'Data rate': 'bit/s B/s',
  Frequency: 'Hz kHz MHz',
  Length: 'm mm cm km',
  Speed: 'm/s km/h',
  Acceleration: 'm/s2',
  Angle: 'rad deg',
  Duration: 's ms min h',
  Concentration: 'ppm ppb ug/m3',
  Battery: '%EL EL',
  Percent: '/ %',
  Count: 'count',
  Resistance: 'Ohm',
  Mass: 'kg g',
  Volume: 'm3 l',
  Flow: 'm3/s l/s',
  Acidity: 'pH',
};

const QUANTITY_OF = new Map(
  Object.entries(QUANTITIES).flatMap(([quantity, units]) => units.split(' ').map((unit) => [unit, quantity] as const)),
);

/** What people write instead of what the registries do, and what they multiply the value by. */
const SCALES: ReadonlyMap<string, Scale> = new Map(
  Object.entries({
    Cel: '°C',
    '%RH': '% RH',
    '%EL': '%',
    EL: 's',
    Ohm: 'Ω',
    deg: '°',
    'ug/m3': 'µg/m³',
    l: 'L',
    'l/s': 'L/s',
    count: '',
  }).map(([unit, symbol]) => [unit, { divisor: 1, symbol }]),
).set('/', { divisor: 0.01, symbol: '%' });

/** The units of what is a part of a whole, and the whole in them. */
const WHOLES: ReadonlyMap<string, number> = new Map(Object.entries({ '/': 1, '%': 100, '%RH': 100, '%EL': 100 }));

const BYTES: readonly Scale[] = [
  { divisor: 1e9, symbol: 'GB' },
  { divisor: 1e6, symbol: 'MB' },
  { divisor: 1e3, symbol: 'kB' },
  { divisor: 1, symbol: 'B' },
];

/** More digits than these a sensor does not have; they come from a binary fraction that stands for a decimal one. */
const MEANINGFUL_DIGITS = 7;
const MOST_DECIMALS = 6;

/** @returns The unit itself where nobody knows what it measures. */
export function quantityOf(unit: string): string {
  return QUANTITY_OF.get(unit) ?? (unit || 'Readings');
}

/** @returns What no value of the unit should exceed; undefined for most units. */
export function wholeOf(unit: string): number | undefined {
  return WHOLES.get(unit);
}

/** Whether the symbol of the unit changes with the magnitude. */
export function isScaled(unit: string): boolean {
  return unit === 'B';
}

/** @param magnitude The value to scale, or the largest of several that share the scale. */
export function scaleOf(unit: string, magnitude: number): Scale {
  if (isScaled(unit)) {
    return BYTES.find(({ divisor }) => Math.abs(magnitude) >= divisor) ?? BYTES[BYTES.length - 1]!;
  }
  return SCALES.get(unit) ?? { divisor: 1, symbol: withExponents(unit) };
}

/** The registries write m/s2 and m3; people write m/s² and m³. */
function withExponents(unit: string): string {
  return unit.replace(/(?<=[a-z])[23]$/i, (digit) => (digit === '2' ? '²' : '³'));
}

/** Whether so many decimals write the value as it is: quicker than to count them. */
export function fits(value: number, decimals: number): boolean {
  const scaled = value * 10 ** decimals;
  return Math.abs(scaled - Math.round(scaled)) < 1e-6;
}

/** How many decimals it takes to write the value. */
export function decimalsOf(value: number): number {
  const shortest = String(value);
  const exact = shortest.replace(/\D/g, '').length > MEANINGFUL_DIGITS + 5 ? value.toPrecision(MEANINGFUL_DIGITS) : shortest;
  const [mantissa = '', exponent = '0'] = String(Number(exact)).split('e');
  const decimals = (mantissa.split('.')[1] ?? '').length - Number(exponent);
  return Math.min(MOST_DECIMALS, Math.max(0, decimals));
}

/** @param decimals How many the unscaled value has. */
export function format(value: number, scale: Scale, decimals: number): string {
  const digits = scale.divisor >= 1e9 ? 2 : scale.divisor >= 1000 ? 1 : decimals + Math.round(Math.log10(scale.divisor));
  return (value / scale.divisor).toFixed(Math.max(0, digits));
}

/** A value with its unit, or the lowest and the highest of several; nothing where the line is interrupted. */
export function rangeText(low: number, high: number, unit: string, decimals: number): string {
  if (!(low <= high)) {
    return '';
  }
  const scale = scaleOf(unit, Math.max(Math.abs(low), Math.abs(high)));
  const [from, to] = [format(low, scale, decimals), format(high, scale, decimals)];
  return `${from === to ? from : `${from} to ${to}`} ${scale.symbol}`.trim();
}
