import { expect, it } from 'vitest';
import { decode } from '../src/cbor.js';
import { encode, type Encodable } from '../src/cborEncoder.js';
import { bytes } from './hex.js';

it.each<[Encodable, string]>([
  [0, '00'],
  [23, '17'],
  [24, '1818'],
  [255, '18ff'],
  [256, '190100'],
  [1000000, '1a000f4240'],
  [4294967295, '1affffffff'],
  [1000000000000, '1b000000e8d4a51000'],
  [-1, '20'],
  [-24, '37'],
  [-1000, '3903e7'],
  [-9007199254740991, '3b001ffffffffffffe'],
  [273.15, 'c48221196ab3'],
  [-0.05, 'c4822124'],
  [1.5e-7, 'c482270f'],
  [0.1 + 0.2, 'fb3fd3333333333334'],
  [1e300, 'fb7e37e43c8800759c'],
  [5e-324, 'fb0000000000000001'],
  [false, 'f4'],
  [true, 'f5'],
  ['IETF', '6449455446'],
  ['水', '63e6b0b4'],
  [[1, [2, 3]], '8201820203'],
  [new Map<number | string, Encodable>([[-2, 'a'], ['seq', 1]]), 'a22161616373657101'],
])('%j is %s', (value, hex) => {
  expect(encode(value)).toEqual(bytes(hex));
});

it('encodes every number so that it decodes to the same one', () => {
  // A linear congruential generator: the same numbers each time.
  let seed = 1;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  for (let i = 0; i < 20_000; i++) {
    const value = Number((random() * 2 - 1).toPrecision(1 + Math.floor(random() * 17))) * 10 ** Math.floor(random() * 40 - 20);
    expect(decode(encode(value))).toBe(value);
  }
});
