import { describe, expect, it } from 'vitest';
import { clockTime, isoTime, stopwatch } from '../src/clock';

describe('clockTime', () => {
  const time = new Date(2025, 10, 23, 9, 5, 7, 125).getTime() / 1000;

  it.each([
    [60, /^09:05$/],
    [1, /^09:05:07$/],
    [0.5, /^09:05:07[.,]1$/],
    [0.05, /^09:05:07[.,]12$/],
    [0.000_001, /^09:05:07[.,]125$/],
  ])('with steps of %f s', (step, expected) => {
    expect(clockTime(time, step)).toMatch(expected);
  });
});

it('counts like a stopwatch', () => {
  expect([5, 754, 3723].map(stopwatch)).toEqual(['0:05', '12:34', '1:02:03']);
});

it('writes ISO 8601, also over the turn of a second', () => {
  expect(isoTime(0.999_999_9)).toBe('1970-01-01T00:00:01.000000Z');
  expect(isoTime(1_763_877_600)).toBe('2025-11-23T06:00:00.000000Z');
  expect(isoTime(1_763_877_600.000_25)).toBe('2025-11-23T06:00:00.000250Z');
});
