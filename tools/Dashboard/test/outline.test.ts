import { expect, it } from 'vitest';
import { Outline, type Timespan } from '../src/outline';
import { Series } from '../src/series';

function series(...readings: [number, number][]): Series {
  const made = new Series();
  readings.forEach(([time, value]) => made.push(time, value));
  return made;
}

function traced(made: Series, span: Timespan, width: number): { points: number[][]; min: number; max: number } {
  const outline = new Outline();
  outline.trace(made, span, width);
  const points = Array.from({ length: outline.length }, (_, i) => [outline.xs[i]!, outline.values[i]!]);
  return { points, min: outline.min, max: outline.max };
}

it('has a point for each reading where there is room', () => {
  const { points, min, max } = traced(series([0, 1], [1, 3], [2, 2]), { from: 0, to: 2 }, 100);
  expect(points).toEqual([[0, 1], [50, 3], [100, 2]]);
  expect([min, max]).toEqual([1, 3]);
});

it('takes one reading from beyond each edge, which does not count as seen', () => {
  const { points, min, max } = traced(series([0, 9], [1, 99], [2, 5], [3, 6], [4, -99]), { from: 1.5, to: 3.5 }, 20);
  expect(points).toEqual([[-5, 99], [5, 5], [15, 6], [25, -99]]);
  expect([min, max]).toEqual([5, 6]);
});

it('keeps the first, lowest, highest and last of a column', () => {
  const readings = [3, 9, 1, 4].map((value, i): [number, number] => [i / 10, value]);
  expect(traced(series(...readings, [5, 7]), { from: 0, to: 10 }, 10).points).toEqual([
    [0, 3],
    [0.3, expect.closeTo(1)],
    [0.3, 9],
    [0.3, 4],
    [5, 7],
  ].map(([x, value]) => [typeof x === 'number' ? expect.closeTo(x) : x, value]));
});

it('interrupts the line', () => {
  const { points } = traced(series([0, 1], [1, NaN], [2, 2]), { from: 0, to: 2 }, 2);
  expect(points).toEqual([[0, 1], [1, NaN], [2, 2]]);
});

it('costs by its width, not by its readings', () => {
  const many = new Series();
  for (let i = 0; i < 1_000_000; i++) {
    many.push(i, Math.sin(i));
  }
  const { points, min, max } = traced(many, { from: 900_000, to: 1_000_000 }, 500);
  expect(points.length).toBeLessThanOrEqual(4 * 502);
  expect(min).toBeCloseTo(-1, 5);
  expect(max).toBeCloseTo(1, 5);
});

it('is empty without readings', () => {
  expect(traced(new Series(), { from: 0, to: 1 }, 10)).toEqual({ points: [], min: Infinity, max: -Infinity });
});
