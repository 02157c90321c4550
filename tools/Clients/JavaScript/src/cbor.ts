/** Decodes CBOR (RFC 8949), as far as SenML uses it: every number becomes a JavaScript number. */

export type CborMap = Map<number | string, CborValue>;
export type CborValue = number | string | boolean | null | undefined | Uint8Array | CborValue[] | CborMap;

/** The bytes are not valid. */
export class CborError extends Error {
  override name = 'CborError';
}

/** Decodes bytes that must be exactly one data item. */
export function decode(bytes: Uint8Array): CborValue {
  return new Decoder(bytes).decode();
}

const enum Major {
  Unsigned,
  Negative,
  Bytes,
  Text,
  Array,
  Map,
  Tag,
  Simple,
}

const enum Tag {
  PositiveBignum = 2,
  NegativeBignum = 3,
  DecimalFraction = 4,
}

/** An argument that says "indefinite length", or, as a simple value, "break". */
const INDEFINITE = -1;

/** A pack nests three levels deep. The limit prevents malicious bytes from exhausting the stack. */
const MAX_DEPTH = 16;

/** Powers of ten up to this one are exact in a double. */
const MAX_EXACT_POWER = 22;

const BREAK = Symbol('break');

class Decoder {
  private readonly view: DataView;
  private readonly utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  private offset = 0;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  decode(): CborValue {
    const value = this.item(0);
    if (this.offset !== this.bytes.length) {
      this.fail('bytes after the end');
    }
    return value;
  }

  private item(depth: number): CborValue {
    const value = this.itemOrBreak(depth);
    if (value === BREAK) {
      this.fail('break outside of an indefinite length');
    }
    return value;
  }

  private itemOrBreak(depth: number): CborValue | typeof BREAK {
    if (depth > MAX_DEPTH) {
      this.fail('nested too deep');
    }
    const initial = this.bytes[this.take(1)]!;
    const major: Major = initial >> 5;
    const info = initial & 31;
    if (major === Major.Simple) {
      return this.simple(info);
    }
    const argument = this.argument(info);
    switch (major) {
      case Major.Bytes:
        return this.byteString(argument);
      case Major.Text:
        return this.textString(argument);
      case Major.Array:
        return this.array(argument, depth);
      case Major.Map:
        return this.map(argument, depth);
    }
    if (argument === INDEFINITE) {
      this.fail('a number or tag of indefinite length');
    }
    switch (major) {
      case Major.Unsigned:
        return argument;
      case Major.Negative:
        return -1 - argument;
      default:
        return this.tagged(argument, depth);
    }
  }

  private argument(info: number): number {
    switch (info) {
      case 24:
        return this.bytes[this.take(1)]!;
      case 25:
        return this.view.getUint16(this.take(2));
      case 26:
        return this.view.getUint32(this.take(4));
      case 27:
        return this.view.getUint32(this.take(4)) * 2 ** 32 + this.view.getUint32(this.take(4));
      case 28:
      case 29:
      case 30:
        return this.fail('reserved additional information');
      case 31:
        return INDEFINITE;
      default:
        return info;
    }
  }

  private simple(info: number): boolean | number | null | undefined | typeof BREAK {
    switch (info) {
      case 20:
        return false;
      case 21:
        return true;
      case 22:
        return null;
      case 25:
        return halfFloat(this.view.getUint16(this.take(2)));
      case 26:
        return this.view.getFloat32(this.take(4));
      case 27:
        return this.view.getFloat64(this.take(8));
      case 31:
        return BREAK;
      default:
        if (info === 24 && this.argument(info) < 32) {
          this.fail('a simple value in two bytes that fits in one');
        }
        if (info > 24) {
          this.fail('reserved additional information');
        }
        // Undefined, and the simple values without a meaning (yet).
        return undefined;
    }
  }

  private byteString(length: number): Uint8Array {
    if (length !== INDEFINITE) {
      const start = this.take(length);
      return this.bytes.subarray(start, start + length);
    }
    const bytes: number[] = [];
    this.eachChunk(Major.Bytes, (size) => this.byteString(size).forEach((byte) => bytes.push(byte)));
    return Uint8Array.from(bytes);
  }

  private textString(length: number): string {
    if (length !== INDEFINITE) {
      const bytes = this.byteString(length);
      try {
        return this.utf8.decode(bytes);
      } catch {
        return this.fail('text that is not UTF-8');
      }
    }
    let text = '';
    this.eachChunk(Major.Text, (size) => (text += this.textString(size)));
    return text;
  }

  /** Visits the chunks of a string of indefinite length: definite strings of the same type. */
  private eachChunk(major: Major, visit: (length: number) => void): void {
    for (;;) {
      const initial = this.bytes[this.take(1)]!;
      if (initial === 0xff) {
        return;
      }
      const length = initial >> 5 === major ? this.argument(initial & 31) : INDEFINITE;
      if (length === INDEFINITE) {
        this.fail('a chunk that is not a string of its type');
      }
      visit(length);
    }
  }

  private array(length: number, depth: number): CborValue[] {
    const values: CborValue[] = [];
    this.eachItem(length, 1, depth, (value) => values.push(value));
    return values;
  }

  private map(length: number, depth: number): CborMap {
    const map: CborMap = new Map();
    this.eachItem(length, 2, depth, (key) => {
      if (typeof key !== 'number' && typeof key !== 'string') {
        this.fail('a map key that is neither number nor text');
      }
      if (map.has(key)) {
        this.fail(`the map key ${key} twice`);
      }
      map.set(key, this.item(depth + 1));
    });
    return map;
  }

  /** Visits the items of an array or the keys of a map. */
  private eachItem(length: number, smallest: number, depth: number, visit: (value: CborValue) => void): void {
    if (length === INDEFINITE) {
      for (let value = this.itemOrBreak(depth + 1); value !== BREAK; value = this.itemOrBreak(depth + 1)) {
        visit(value);
      }
      return;
    }
    if (length * smallest > this.bytes.length - this.offset) {
      this.fail('more items than bytes');
    }
    for (let i = 0; i < length; i++) {
      visit(this.item(depth + 1));
    }
  }

  private tagged(tag: number, depth: number): CborValue {
    const content = this.item(depth + 1);
    switch (tag) {
      case Tag.PositiveBignum:
      case Tag.NegativeBignum:
        if (!(content instanceof Uint8Array)) {
          return this.fail('a bignum that is not a byte string');
        }
        return bignum(content, tag === Tag.NegativeBignum);
      case Tag.DecimalFraction:
        return this.decimalFraction(content);
      default:
        return content;
    }
  }

  private decimalFraction(content: CborValue): number {
    const [exponent, mantissa] = Array.isArray(content) && content.length === 2 ? content : [];
    if (!Number.isInteger(exponent) || !Number.isInteger(mantissa)) {
      return this.fail('a decimal fraction that is not [exponent, mantissa]');
    }
    return decimal(exponent as number, mantissa as number);
  }

  /** Skips bytes that must be present. @returns Their start. */
  private take(count: number): number {
    const start = this.offset;
    if (count > this.bytes.length - start) {
      this.fail('cut short');
    }
    this.offset += count;
    return start;
  }

  private fail(what: string): never {
    throw new CborError(`CBOR: ${what}, at byte ${this.offset}`);
  }
}

function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 0x3ff;
  if (exponent === 31) {
    return fraction ? NaN : sign * Infinity;
  }
  return sign * (exponent ? 2 ** (exponent - 25) * (1024 + fraction) : 2 ** -24 * fraction);
}

/** Rounds once. */
function decimal(exponent: number, mantissa: number): number {
  if (Math.abs(exponent) > MAX_EXACT_POWER) {
    return Number(`${mantissa}e${exponent}`);
  }
  // Dividing by a power of ten rounds once; multiplying by its inverse would round twice: 2931 * 0.01 is not 29.31.
  return exponent < 0 ? mantissa / 10 ** -exponent : mantissa * 10 ** exponent;
}

/** Rounds once. */
function bignum(bytes: Uint8Array, isNegative: boolean): number {
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const magnitude = BigInt(`0x0${digits}`);
  return Number(isNegative ? BigInt(-1) - magnitude : magnitude);
}
