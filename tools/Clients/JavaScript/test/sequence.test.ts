import { describe, expect, it } from 'vitest';
import { Sequence } from '../src/sequence.js';

function missingIn(...numbers: (number | undefined)[]): number[] {
  const sequence = new Sequence();
  return numbers.map((number) => sequence.next(number));
}

it('counts missing packs', () => {
  expect(missingIn(undefined, 7, 8, 11, undefined, 12, 3, 5)).toEqual([0, 0, 0, 2, 0, 0, 0, 1]);
});

it('counts nothing across a reconnection', () => {
  const sequence = new Sequence();
  sequence.next(7);
  sequence.restart();
  expect(sequence.next(100)).toBe(0);
});

describe('after 49.7 days of 1,000 packs a second', () => {
  const LAST = 2 ** 32 - 1;

  it.each([
    [[LAST - 1, LAST, 0, 1], [0, 0, 0, 0]],
    [[LAST, 1], [0, 1]],
    [[LAST - 2, 2], [0, 4]],
    [[0, 2 ** 31 - 1], [0, 2 ** 31 - 2]],
    [[5, 5], [0, 0]],
    [[0, LAST], [0, 0]],
  ])('%j', (numbers, missing) => {
    expect(missingIn(...numbers)).toEqual(missing);
  });

  it('counts every gap, also at the wrap-around', () => {
    for (let start = LAST - 300; start <= LAST; start++) {
      for (const gap of [0, 1, 7, 1000]) {
        expect(missingIn(start, (start + 1 + gap) % 2 ** 32)[1]).toBe(gap);
      }
    }
  });
});
