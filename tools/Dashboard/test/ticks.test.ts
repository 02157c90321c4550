import { describe, expect, it } from 'vitest';
import { roundStep, scaleFor, ticksOf, timeStep, timeTicks } from '../src/ticks';

describe('roundStep', () => {
  it.each([
    [1, 1],
    [1.2, 2],
    [3, 5],
    [6, 10],
    [0.03, 0.05],
    [0.1, 0.1],
    [1200, 2000],
  ])('%f: %f', (least, step) => {
    expect(roundStep(least)).toBeCloseTo(step, 12);
  });
});

describe('the vertical scale', () => {
  it.each([
    [0, 100, 5, [0, 20, 40, 60, 80, 100]],
    [20.9, 22.2, 5, [20.5, 21, 21.5, 22, 22.5]],
    [-3.1, 3.1, 4, [-4, -2, 0, 2, 4]],
    [5, 5, 4, [5, 6]],
    [0, 0, 4, [0, 1]],
  ])('from %f to %f with at most %i steps', (min, max, most, ticks) => {
    expect(ticksOf(scaleFor(min, max, most)).map((tick) => Number(tick.toPrecision(10)))).toEqual(ticks);
  });

  it('always holds the readings, in no more steps than asked for', () => {
    for (let i = 0; i < 2000; i++) {
      const min = (Math.random() - 0.5) * 10 ** (i % 12);
      const max = min + Math.random() * 10 ** (i % 9);
      const scale = scaleFor(min, max, 4);
      expect(scale.low).toBeLessThanOrEqual(min + 1e-6 * scale.step);
      expect(scale.high).toBeGreaterThanOrEqual(max - 1e-6 * scale.step);
      expect((scale.high - scale.low) / scale.step).toBeLessThan(5.001);
    }
  });
});

describe('the time axis', () => {
  it.each([
    [0.004, 0.005],
    [0.5, 0.5],
    [7, 10],
    [21, 30],
    [400, 600],
    [4000, 7200],
  ])('with ticks at least %f s apart steps by %f s', (least, step) => {
    expect(timeStep(least)).toBeCloseTo(step, 12);
  });

  it('stands on round times of the clock on the wall', () => {
    const kathmandu = 5.75 * 3600;
    expect(timeTicks(1000, 9000, 3600, kathmandu)).toEqual([4500, 8100]);
    expect(timeTicks(0, 1, 0.5, 0)).toEqual([0, 0.5, 1]);
  });
});
