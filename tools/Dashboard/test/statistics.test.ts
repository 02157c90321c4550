import { describe, expect, it } from 'vitest';
import { Series } from '../src/series';
import { Statistics } from '../src/statistics';

function of(values: number[], from = 0, to = Infinity, spacing = 1): Statistics {
  const series = new Series();
  values.forEach((value, i) => series.push(i * spacing, value));
  const statistics = new Statistics();
  statistics.take(series, { from, to });
  return statistics;
}

describe('statistics', () => {
  it('are those of the readings within', () => {
    const { min, max, mean, deviation, count } = of([100, 2, 4, 4, 4, 5, 5, 7, 9, 100], 1, 8);
    expect([min, max, mean, deviation, count]).toEqual([2, 9, 5, 2, 8]);
  });

  it('do not count interruptions', () => {
    const { mean, count } = of([1, NaN, 3]);
    expect([mean, count]).toEqual([2, 2]);
  });

  it('are not a number without readings', () => {
    const { min, mean, deviation, count } = of([]);
    expect([min, mean, deviation, count]).toEqual([Infinity, NaN, NaN, 0]);
  });

  it('are the same for entries of several readings, also far from zero', () => {
    const values = Array.from({ length: 100_000 }, (_, i) => 1e6 + Math.sin(i));
    const { mean, deviation, count, min, max } = of(values, 0, Infinity, 1 / 100);
    expect(count).toBe(values.length);
    expect(mean).toBeCloseTo(1e6, 3);
    expect(deviation).toBeCloseTo(Math.SQRT1_2, 3);
    expect([min, max]).toEqual([Math.min(...values), Math.max(...values)]);
  });
});
