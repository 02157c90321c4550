import { describe, expect, it } from 'vitest';
import { settingsAsCbor, settingsAsJson, type Setting } from '../src/actuation.js';
import { readPack } from '../src/pack.js';
import { bytes } from './hex.js';

const SETTINGS: Setting[] = [
  { name: 'dev:level', value: 42.5 },
  { name: 'dev:lamp', value: true },
  { name: 'dev:label', value: 'aß水' },
];

describe('settings as JSON', () => {
  it('have a record each', () => {
    expect(settingsAsJson(SETTINGS)).toBe('[{"n":"dev:level","v":42.5},{"n":"dev:lamp","vb":true},{"n":"dev:label","vs":"aß水"}]');
  });

  it('carry the number in the first record', () => {
    expect(settingsAsJson(SETTINGS.slice(0, 2), 17)).toBe('[{"seq":17,"n":"dev:level","v":42.5},{"n":"dev:lamp","vb":true}]');
  });

  it('may be a number alone', () => {
    expect(settingsAsJson([], 17)).toBe('[{"seq":17}]');
  });

  it('refuses half a surrogate pair, which UTF-8 does not have', () => {
    for (const value of ['\ud800', 'a\udc00b']) {
      expect(() => settingsAsJson([{ name: 'x', value }])).toThrow(RangeError);
      expect(() => settingsAsCbor([{ name: 'x', value }])).toThrow(RangeError);
    }
    expect(settingsAsJson([{ name: 'x', value: '\ud83d\ude00' }])).toContain('😀');
  });
});

describe('settings as CBOR', () => {
  it('have numbers as labels and decimal fractions as values', () => {
    const pack = bytes('81 a3 63 736571 11 00 69 6465763a6c6576656c 02 c4 82 20 1901a9');
    expect(new Uint8Array(settingsAsCbor(SETTINGS.slice(0, 1), 17))).toEqual(pack);
  });

  it('are equal to those in JSON', () => {
    for (const sequence of [undefined, 0, 4294967295]) {
      expect(readPack(settingsAsCbor(SETTINGS, sequence), 0)).toEqual(readPack(settingsAsJson(SETTINGS, sequence), 0));
    }
  });
});

it.each([NaN, Infinity, -Infinity])('%s is refused as a value', (value) => {
  expect(() => settingsAsJson([{ name: 'a', value }])).toThrow(RangeError);
  expect(() => settingsAsCbor([{ name: 'a', value }])).toThrow(RangeError);
});
