import { expect, it } from 'vitest';
import { Sequence } from '../src/sequence.js';
import { silenceLimit } from '../src/silence.js';

it('counts what is missing', () => {
  const sequence = new Sequence();
  expect([undefined, 7, 8, 11, undefined, 12, 3, 5].map((number) => sequence.next(number))).toEqual([0, 0, 0, 2, 0, 0, 0, 1]);
});

it('counts nothing over the end of a connection', () => {
  const sequence = new Sequence();
  sequence.next(7);
  sequence.restart();
  expect(sequence.next(100)).toBe(0);
});

it('allows a silence of three update times and a little', () => {
  expect([undefined, 0.1, 10].map(silenceLimit)).toEqual([undefined, 5_300, 35_000]);
});
