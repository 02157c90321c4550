import { expect, it } from 'vitest';
import { backoffDelay, LONGEST_DELAY } from '../src/backoff.js';

const min = () => 0;
const max = () => 1 - Number.EPSILON;

it('doubles up to ten seconds', () => {
  const ceilings = Array.from({ length: 8 }, (_, i) => Math.round(backoffDelay(i + 1, max)));
  expect(ceilings).toEqual([500, 1000, 2000, 4000, 8000, 10000, 10000, 10000]);
});

it('is random in its upper half', () => {
  for (let failures = 1; failures < 12; failures++) {
    expect(backoffDelay(failures, min) * 2).toBeCloseTo(backoffDelay(failures, max));
  }
});

it('stays bounded however often it fails', () => {
  expect(backoffDelay(100_000, max)).toBeLessThanOrEqual(LONGEST_DELAY);
});
