/** Encodes CBOR (RFC 8949), as far as SenML uses it. Numbers keep the decimal value that they are written with. */

export type Encodable = number | string | boolean | readonly Encodable[] | ReadonlyMap<number | string, Encodable>;

const UNSIGNED = 0 << 5;
const NEGATIVE = 1 << 5;
const TEXT = 3 << 5;
const ARRAY = 4 << 5;
const MAP = 5 << 5;
const DECIMAL_FRACTION = [(6 << 5) | 4, ARRAY | 2];
const FALSE = 0xf4;
const TRUE = 0xf5;
const DOUBLE = 0xfb;

/** Powers of ten are exact in a double up to here: a division by one rounds only once, so the same number results. */
const MAX_DECIMALS = 22;

/** Encodes one data item, in the shortest form (section 4.2.1). */
export function encode(value: Encodable): Uint8Array {
  const bytes: number[] = [];
  append(bytes, value);
  return Uint8Array.from(bytes);
}

function append(bytes: number[], value: Encodable): void {
  if (typeof value === 'number') {
    appendNumber(bytes, value);
  } else if (typeof value === 'string') {
    const text = new TextEncoder().encode(value);
    appendHead(bytes, TEXT, text.length);
    text.forEach((byte) => bytes.push(byte));
  } else if (typeof value === 'boolean') {
    bytes.push(value ? TRUE : FALSE);
  } else if (isArray(value)) {
    appendHead(bytes, ARRAY, value.length);
    value.forEach((item) => append(bytes, item));
  } else {
    appendHead(bytes, MAP, value.size);
    value.forEach((item, key) => {
      append(bytes, key);
      append(bytes, item);
    });
  }
}

function isArray(value: readonly Encodable[] | ReadonlyMap<number | string, Encodable>): value is readonly Encodable[] {
  return Array.isArray(value);
}

/** An integer, else a decimal fraction (section 3.4.4), else, if it has too many digits for that, a double. */
function appendNumber(bytes: number[], value: number): void {
  if (Number.isSafeInteger(value)) {
    appendInteger(bytes, value);
    return;
  }
  // The shortest decimal of this number: 0.1 is 1 and -1, 1.5e-7 is 15 and -8.
  const [digits = '', power = '0'] = String(value).split('e');
  const [whole = '', fraction = ''] = digits.split('.');
  const mantissa = Number(whole + fraction);
  const exponent = Number(power) - fraction.length;
  if (Number.isSafeInteger(mantissa) && exponent < 0 && exponent >= -MAX_DECIMALS) {
    bytes.push(...DECIMAL_FRACTION);
    appendInteger(bytes, exponent);
    appendInteger(bytes, mantissa);
    return;
  }
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  bytes.push(DOUBLE, ...new Uint8Array(view.buffer));
}

function appendInteger(bytes: number[], value: number): void {
  if (value < 0) {
    appendHead(bytes, NEGATIVE, -1 - value);
  } else {
    appendHead(bytes, UNSIGNED, value);
  }
}

/** The initial byte and its argument (section 3). */
function appendHead(bytes: number[], major: number, argument: number): void {
  if (argument < 24) {
    bytes.push(major | argument);
    return;
  }
  const size = argument < 2 ** 8 ? 1 : argument < 2 ** 16 ? 2 : argument < 2 ** 32 ? 4 : 8;
  bytes.push(major | (24 + Math.log2(size)));
  for (let shift = size - 1; shift >= 0; shift--) {
    bytes.push(Math.floor(argument / 256 ** shift) % 256);
  }
}
