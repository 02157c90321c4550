// The decoders read any bytes, or throw an error of their own.

import { describe, expect, it } from 'vitest';
import { CborError } from '../src/cbor.js';
import { encode } from '../src/cborEncoder.js';
import { readPack } from '../src/pack.js';
import { isReply, readReply } from '../src/reply.js';
import { SenmlError } from '../src/senml.js';

const NOW = 1_763_877_600;
const RUNS = 30_000;

/** A reproducible sequence. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return state % below;
  };
}

const JSON_SEED =
  '[{"bver":10,"bn":"dev:","bt":1763877600.5,"bv":1e3,"seq":7,"n":"x","u":"Cel","ut":1,"v":-2.5e-3,"t":-1},{"n":"y","vs":"a\\u00e4\\ud83d\\ude00"},{"n":"z","vb":true,"set":true,"min":0,"max":1}]';
const PIECES = ['"\\ud800"', '1e400', '-0', 'null', '{}', '[', ']', '"', ',', ':', '\\u', '\u0000', '\ud800', '"t":1e308', '"bv":1.7e308', '"v":1.7e308', '9'.repeat(400), '__proto__'];
const CBOR_SEED = encode([
  new Map<number | string, string | number | boolean>([[-2, 'dev:'], [-3, 1_763_877_600.125], ['seq', 7], [0, 'x'], [1, 'Cel'], [2, 21.57], [6, -1]]),
  new Map<number | string, string | number | boolean>([[0, 'y'], [3, 'text'], ['set', true], ['min', 0.5], [7, 1e300]]),
]);

function readOrRefuse(message: string | ArrayBuffer): void {
  try {
    const { records, baseTime, sequence } = readPack(message, NOW);
    for (const { name, time, value, updateTime } of [...records]) {
      expect(name).toMatch(/^[A-Za-z0-9]/);
      // A time that a Date can show.
      expect(new Date(1000 * time).getTime()).not.toBeNaN();
      for (const number of [value, updateTime, baseTime, sequence]) {
        expect(typeof number === 'number' && !Number.isFinite(number)).toBe(false);
      }
    }
  } catch (error) {
    if (!(error instanceof CborError || error instanceof SenmlError)) {
      throw new Error(`${JSON.stringify(typeof message === 'string' ? message : [...new Uint8Array(message)])}: ${String(error)}`);
    }
  }
}

describe('a pack', () => {
  it('of any bytes', () => {
    const next = generator(1);
    for (let run = 0; run < RUNS; run++) {
      readOrRefuse(Uint8Array.from({ length: next(40) }, () => next(256)).buffer);
    }
  });

  it('of CBOR with a few faults', () => {
    const next = generator(2);
    for (let run = 0; run < RUNS; run++) {
      const bytes = [...CBOR_SEED];
      for (let faults = 1 + next(4); faults > 0; faults--) {
        bytes.splice(next(bytes.length), next(3), ...Array.from({ length: next(3) }, () => next(256)));
      }
      readOrRefuse(Uint8Array.from(bytes).buffer);
    }
  });

  it('of JSON with a few faults', () => {
    const next = generator(3);
    for (let run = 0; run < RUNS; run++) {
      let text = JSON_SEED;
      for (let faults = 1 + next(3); faults > 0; faults--) {
        const at = next(text.length);
        text = text.slice(0, at) + (next(2) ? PIECES[next(PIECES.length)]! : String.fromCharCode(next(128))) + text.slice(at + next(4));
      }
      readOrRefuse(text);
    }
  });

  it.each(['', '{', 'null', '1', '"\\ud800"', '[1e400]', '[null]', '[[]]', '[{"n":null}]', '['.repeat(200_000), '[{"n":"x","bv":1.7e308,"v":1.7e308}]', '[{"n":"x","v":1,"t":1e300}]'])(
    'that is no pack: %.40s',
    (text) => expect(() => readPack(text, NOW)).toThrow(SenmlError),
  );

  it.each([
    ['nested too deep', [...Array<number>(200_000).fill(0x81), 0]],
    ['a chunk of 300,000 bytes', [0x5f, 0x5a, 0x00, 0x04, 0x93, 0xe0, ...Array<number>(300_000).fill(0), 0xff]],
    ['a decimal fraction of fractions', [0x81, 0xa2, 0x00, 0x61, 0x78, 0x02, 0xc4, 0x82, 0xf9, 0x3e, 0x00, 0x01]],
  ])('of %s', (_, bytes) => {
    expect(() => readPack(Uint8Array.from(bytes).buffer, NOW)).toThrow(/^(CBOR|SenML):/);
  });
});

it.each([
  // [exponent, mantissa]
  [[0xc4, 0x82, 0x39, 0x01, 0x3f, 0x1b, 0x00, 0x1c, 0x6b, 0xf5, 0x26, 0x34, 0x00, 0x00], 8e-305],
  [[0xc4, 0x82, 0x37, 0x01], 1e-24],
  [[0xc4, 0x82, 0x17, 0x01], 1e23],
  [[0xc2, 0x49, 0x01, 0, 0, 0, 0, 0, 0, 0x08, 0x01], 18446744073709553665],
])('numbers of any size are rounded once: %j', (bytes, value) => {
  const { records } = readPack(Uint8Array.from([0x81, 0xa2, 0x00, 0x61, 0x78, 0x02, ...bytes]).buffer, NOW);
  expect(records[0]!.value).toBe(value);
});

it('a reply is read or refused', () => {
  const next = generator(4);
  for (let run = 0; run < RUNS; run++) {
    const text = '{"seq":17,"error":"out-of-range","n":"dev:x"}';
    const at = next(text.length);
    const message = text.slice(0, at) + PIECES[next(PIECES.length)]! + text.slice(at + next(5));
    if (isReply(message)) {
      try {
        readReply(message);
      } catch (error) {
        expect(error instanceof SyntaxError || error instanceof TypeError).toBe(true);
      }
    }
  }
});
