import { expect, it } from 'vitest';
import { Outline, type Timespan } from '../src/outline';
import { ChannelPast } from '../src/more/past';
import { Series } from '../src/series';

function series(...readings: [number, number][]): Series {
  const made = new Series();
  readings.forEach(([time, value]) => made.push(time, value));
  return made;
}

function traced(made: Series, span: Timespan, width: number): { points: number[][]; min: number; max: number } {
  const outline = new Outline();
  outline.trace(made, span, width);
  const { times, values, min, max } = outline;
  return { points: Array.from({ length: outline.length }, (_, i) => [times[i]!, values[i]!]), min, max };
}

it('has the readings as they are if there is room', () => {
  const { points, min, max } = traced(series([0, 1], [1.2, 3], [2, 2]), { from: 0, to: 2 }, 100);
  expect(points).toEqual([[0, 1], [1.2, 3], [2, 2]]);
  expect([min, max]).toEqual([1, 3]);
});

it('takes one reading beyond each edge, which is not part of the extremes', () => {
  const { points, min, max } = traced(series([0, 9], [1, 99], [2, 5], [3, 6], [4, -99]), { from: 1.5, to: 3.5 }, 20);
  expect(points).toEqual([[1, 99], [2, 5], [3, 6], [4, -99]]);
  expect([min, max]).toEqual([5, 6]);
});

it('has the lowest and the highest of a pixel, in the order of the line', () => {
  const falling = [4, 9, 1, 3].map((value, i): [number, number] => [i / 10, value]);
  const rising = [3, 9, 1, 4].map((value, i): [number, number] => [1 + i / 10, value]);
  expect(traced(series(...falling, ...rising, [5, 7]), { from: 0, to: 10 }, 10).points).toEqual([
    [0.25, 9],
    [0.75, 1],
    [1.25, 1],
    [1.75, 9],
    [5, 7],
  ]);
});

it('keeps its shape when the edge moves', () => {
  const made = series(...Array.from({ length: 100 }, (_, i): [number, number] => [i / 10, Math.sin(i)]));
  const [before, after] = [traced(made, { from: 0, to: 9 }, 9).points, traced(made, { from: 0.4, to: 9.4 }, 9).points];
  expect(after.slice(4, 16)).toEqual(before.slice(4, 16));
});

it('interrupts the line, also within a pixel', () => {
  const { points } = traced(series([0, 1], [0.1, NaN], [0.2, 2]), { from: 0, to: 2 }, 2);
  expect(points).toEqual([[0, 1], [0.1, NaN], [0.2, 2]]);
});

it('costs by its width, not by its readings', () => {
  const many = new Series();
  for (let i = 0; i < 1_000_000; i++) {
    many.push(i / 1000, Math.sin(i));
  }
  const { points, min, max } = traced(many, { from: 100, to: 1000 }, 500);
  expect(points.length).toBeLessThanOrEqual(2 * 502);
  expect(min).toBeCloseTo(-1, 5);
  expect(max).toBeCloseTo(1, 5);
});

it('draws entries of several readings as a band, not as a line between them', () => {
  const past = new ChannelPast();
  const made = new Series();
  made.past = past;
  for (let i = 0; i <= 400; i++) {
    past.add(i / 100, i % 2 ? 1 : -1, 4);
  }
  const { points } = traced(made, { from: 0, to: 4 }, 16);
  // Two points in each pixel of the seconds that are over, as if all readings were there.
  expect(points.slice(0, 24)).toEqual(
    Array.from({ length: 12 }, (_, pixel) => [
      [(pixel + 0.25) / 4, -1],
      [(pixel + 0.75) / 4, 1],
    ]).flat(),
  );
});

it('is empty without readings', () => {
  expect(traced(new Series(), { from: 0, to: 1 }, 10)).toEqual({ points: [], min: Infinity, max: -Infinity });
});
