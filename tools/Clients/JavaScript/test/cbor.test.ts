import { describe, expect, it } from 'vitest';
import { CborError, decode, type CborValue } from '../src/cbor.js';
import { bytes } from './hex.js';

const map = (...entries: [number | string, CborValue][]) => new Map(entries);

describe('RFC 8949 appendix A', () => {
  it.each<[string, CborValue]>([
    ['00', 0],
    ['01', 1],
    ['0a', 10],
    ['17', 23],
    ['1818', 24],
    ['1819', 25],
    ['1864', 100],
    ['1903e8', 1000],
    ['1a000f4240', 1000000],
    ['1b000000e8d4a51000', 1000000000000],
    ['1bffffffffffffffff', 18446744073709551615],
    ['c249010000000000000000', 18446744073709551616],
    ['3bffffffffffffffff', -18446744073709551616],
    ['c349010000000000000000', -18446744073709551617],
    ['20', -1],
    ['29', -10],
    ['3863', -100],
    ['3903e7', -1000],
    ['f90000', 0],
    ['f98000', -0],
    ['f93c00', 1],
    ['fb3ff199999999999a', 1.1],
    ['f93e00', 1.5],
    ['f97bff', 65504],
    ['fa47c35000', 100000],
    ['fa7f7fffff', 3.4028234663852886e38],
    ['fb7e37e43c8800759c', 1e300],
    ['f90001', 5.960464477539063e-8],
    ['f90400', 0.00006103515625],
    ['f9c400', -4],
    ['fbc010666666666666', -4.1],
    ['f97c00', Infinity],
    ['f97e00', NaN],
    ['f9fc00', -Infinity],
    ['fa7f800000', Infinity],
    ['fb7ff8000000000000', NaN],
    ['f4', false],
    ['f5', true],
    ['f6', null],
    ['f7', undefined],
    ['f0', undefined],
    ['f8ff', undefined],
    ['c074323031332d30332d32315432303a30343a30305a', '2013-03-21T20:04:00Z'],
    ['c11a514b67b0', 1363896240],
    ['d74401020304', bytes('01020304')],
    ['40', bytes('')],
    ['4401020304', bytes('01020304')],
    ['60', ''],
    ['6161', 'a'],
    ['6449455446', 'IETF'],
    ['62225c', '"\\'],
    ['62c3bc', 'ü'],
    ['63e6b0b4', '水'],
    ['64f0908591', '𐅑'],
    ['80', []],
    ['83010203', [1, 2, 3]],
    ['8301820203820405', [1, [2, 3], [4, 5]]],
    ['98190102030405060708090a0b0c0d0e0f101112131415161718181819', Array.from({ length: 25 }, (_, i) => i + 1)],
    ['a0', map()],
    ['a201020304', map([1, 2], [3, 4])],
    ['a26161016162820203', map(['a', 1], ['b', [2, 3]])],
    ['826161a161626163', ['a', map(['b', 'c'])]],
    ['5f42010243030405ff', bytes('0102030405')],
    ['7f657374726561646d696e67ff', 'streaming'],
    ['9fff', []],
    ['9f018202039f0405ffff', [1, [2, 3], [4, 5]]],
    ['9f01820203820405ff', [1, [2, 3], [4, 5]]],
    ['83018202039f0405ff', [1, [2, 3], [4, 5]]],
    ['bf61610161629f0203ffff', map(['a', 1], ['b', [2, 3]])],
    ['826161bf61626163ff', ['a', map(['b', 'c'])]],
    ['bf6346756ef563416d7421ff', map(['Fun', true], ['Amt', -2])],
  ])('%s', (hex, value) => {
    expect(decode(bytes(hex))).toEqual(value);
  });
});

describe('decimal fractions', () => {
  it.each([
    ['c48221196ab3', 273.15],
    ['c4822119086d', 21.57],
    ['c48221190b73', 29.31],
    ['c48221390b72', -29.31],
    ['c4820218 7b', 12300],
    ['c48200 05', 5],
    ['c48222 1b0000018bcfe56800', 1700000000],
    ['c48220 c2420101', 25.7],
  ])('%s is exact', (hex, value) => {
    expect(decode(bytes(hex))).toBe(value);
  });

  it.each(['c400', 'c48101', 'c4830101 01', 'c482 6161 01', 'c482 01 f6', 'c4a10102'])('%s is refused', (hex) => {
    expect(() => decode(bytes(hex))).toThrow('decimal fraction');
  });
});

it('skips unknown tags', () => {
  expect(decode(bytes('d9d9f7 81 d820 6161'))).toEqual(['a']);
});

it('reads from the middle of a buffer', () => {
  expect(decode(bytes('ffff1903e8ffff').subarray(2, 5))).toBe(1000);
});

describe('malformed bytes are refused', () => {
  it.each([
    ['nothing', '', 'cut short'],
    ['a number cut short', '19 03', 'cut short'],
    ['a float cut short', 'fb 3ff1', 'cut short'],
    ['a string longer than the rest', '65 6161', 'cut short'],
    ['a string of 2^63 bytes', '7b 8000000000000000', 'cut short'],
    ['an array of more items than bytes', '9a ffffffff', 'more items than bytes'],
    ['a map of more entries than bytes', 'a2 0102 03', 'more items than bytes'],
    ['an array without its end', '9f 01', 'cut short'],
    ['bytes after the end', '00 00', 'bytes after the end'],
    ['a lone break', 'ff', 'break'],
    ['a break in a definite array', '81 ff', 'break'],
    ['a break in place of a value', 'bf 01 ff', 'break'],
    ['reserved information 28', '1c', 'reserved'],
    ['reserved information 30', 'fe', 'reserved'],
    ['an indefinite number', '1f', 'indefinite'],
    ['an indefinite tag', 'df 00', 'indefinite'],
    ['a text chunk in a byte string', '5f 6161 ff', 'chunk'],
    ['an indefinite chunk', '7f 7f 6161 ff ff', 'chunk'],
    ['a simple value in a needless second byte', 'f8 14', 'simple'],
    ['text that is not UTF-8', '61 ff', 'UTF-8'],
    ['text cut within a character', '7f 61c3 61bc ff', 'UTF-8'],
    ['a key twice', 'a2 0102 0103', 'twice'],
    ['a list as a key', 'a1 80 00', 'key'],
    ['a bignum of text', 'c2 6161', 'bignum'],
    ['endless nesting', '81'.repeat(200_000) + '00', 'deep'],
  ])('%s', (_, hex, message) => {
    expect(() => decode(bytes(hex))).toThrow(CborError);
    expect(() => decode(bytes(hex))).toThrow(message);
  });

  it('if a pack is cut anywhere', () => {
    const pack = bytes('9f a3 21 63612f3a 22 c482221b0000018bcfe56800 63736571 05 a2 00 6174 02 c4822119086d ff');
    expect(decode(pack)).toBeInstanceOf(Array);
    for (let length = 0; length < pack.length; length++) {
      expect(() => decode(pack.subarray(0, length))).toThrow(CborError);
    }
  });
});
