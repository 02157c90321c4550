import { describe, expect, it } from 'vitest';
import { axisRange } from '../src/axis';

describe('a constant value', () => {
  it.each([
    ['a share of 100%', 1, 1, 1, [0, 1.1]],
    ['a share of 45%', 0.45, 0.01, 1, [0, 1.1]],
    ['a share of nothing', 0, 1, 1, [0, 1.1]],
    ['100 %', 100, 1, 100, [0, 110]],
    ['more than all', 4, 1, 1, [1.6, 6.4]],
    ['1 V', 1, 1, undefined, [0.4, 1.6]],
    ['3.3 V', 3.3, 0.1, undefined, [2.7, 3.9]],
    ['nothing', 0, 1, undefined, [0, 1.1]],
    ['1013 hPa', 1013, 1, undefined, [1007, 1019]],
    ['frost', -5, 0.1, undefined, [-5.6, -4.4]],
  ] as const)('%s', (_, value, resolution, whole, expected) => {
    const [low, high] = axisRange(value, value, resolution, whole);
    expect(low).toBeCloseTo(expected[0], 9);
    expect(high).toBeCloseTo(expected[1], 9);
    expect(value).toBeGreaterThanOrEqual(low);
    expect(value).toBeLessThan(high);
  });
});

describe('values that differ', () => {
  it('fill the axis', () => {
    expect(axisRange(20, 30, 0.1, undefined)).toEqual([19, 31]);
  });

  it('span at least ten steps of the resolution', () => {
    const [low, high] = axisRange(21.1, 21.2, 0.1, undefined);
    expect(high - low).toBeGreaterThanOrEqual(1);
    expect(high - low).toBeLessThan(1.5);
  });

  it('show nothing below zero if none is negative', () => {
    expect(axisRange(0, 0.2, 0.1, undefined)[0]).toBe(0);
    expect(axisRange(-0.1, 0.2, 0.1, undefined)[0]).toBeLessThan(-0.1);
  });

  it('leave little room above the limit', () => {
    expect(axisRange(0.98, 1, 0.01, 1)[1]).toBeLessThan(1.02);
  });
});

it('has a range before the first value', () => {
  expect(axisRange(Infinity, -Infinity, 1, undefined)).toEqual([0, 1]);
});
