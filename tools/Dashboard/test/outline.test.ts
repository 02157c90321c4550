import { expect, it } from 'vitest';
import { Outline, type Timespan } from '../src/outline';
import { Series } from '../src/series';

function series(...readings: [number, number][]): Series {
  const made = new Series();
  readings.forEach(([time, value]) => made.push(time, value));
  return made;
}

function traced(made: Series, span: Timespan, width: number): { columns: number[][]; min: number; max: number } {
  const outline = new Outline();
  outline.trace(made, span, width);
  const { xs, firsts, lows, highs, lasts, min, max } = outline;
  const columns = Array.from({ length: outline.length }, (_, i) => [xs, firsts, lows, highs, lasts].map((values) => values[i]!));
  return { columns, min, max };
}

const alone = (x: number, value: number) => [x, value, value, value, value];

it('has a column for each reading where there is room', () => {
  const { columns, min, max } = traced(series([0, 1], [1, 3], [2, 2]), { from: 0, to: 2 }, 100);
  expect(columns).toEqual([alone(0, 1), alone(50, 3), alone(100, 2)]);
  expect([min, max]).toEqual([1, 3]);
});

it('takes one reading from beyond each edge, which does not count as seen', () => {
  const { columns, min, max } = traced(series([0, 9], [1, 99], [2, 5], [3, 6], [4, -99]), { from: 1.5, to: 3.5 }, 20);
  expect(columns).toEqual([alone(-5, 99), alone(5, 5), alone(15, 6), alone(25, -99)]);
  expect([min, max]).toEqual([5, 6]);
});

it('keeps the first, lowest, highest and last of a column', () => {
  const readings = [3, 9, 1, 4].map((value, i): [number, number] => [i / 10, value]);
  expect(traced(series(...readings, [5, 7]), { from: 0, to: 10 }, 10).columns).toEqual([[0, 3, 1, 9, 4], alone(5, 7)]);
});

it('interrupts the line, also within a column', () => {
  const { columns } = traced(series([0, 1], [0.1, NaN], [0.2, 2]), { from: 0, to: 2 }, 2);
  expect(columns).toEqual([alone(0, 1), alone(0.1, NaN), alone(0.2, 2)]);
});

it('costs by its width, not by its readings', () => {
  const many = new Series();
  for (let i = 0; i < 1_000_000; i++) {
    many.push(i / 1000, Math.sin(i));
  }
  const { columns, min, max } = traced(many, { from: 100, to: 1000 }, 500);
  expect(columns.length).toBeLessThanOrEqual(502);
  expect(min).toBeCloseTo(-1, 5);
  expect(max).toBeCloseTo(1, 5);
});

it('is empty without readings', () => {
  expect(traced(new Series(), { from: 0, to: 1 }, 10)).toEqual({ columns: [], min: Infinity, max: -Infinity });
});
