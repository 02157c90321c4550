import { expect, it } from 'vitest';
import { Alignment } from '../src/align';
import { Outline } from '../src/outline';
import { Series } from '../src/series';

function outline(...readings: [number, number][]): Outline {
  const series = new Series();
  readings.forEach(([time, value]) => series.push(time, value));
  const made = new Outline();
  made.trace(series, { from: 0, to: 10 }, 1000);
  return made;
}

it('puts lines of different rates on one axis', () => {
  const alignment = new Alignment([outline([1, 10], [2, 11], [3, NaN], [4, 12]), outline([2, 20], [3.5, 21])]);
  alignment.update();
  expect(alignment.times).toEqual([1, 2, 3, 3.5, 4]);
  expect(alignment.columns).toEqual([
    [10, 11, null, undefined, 12],
    [undefined, 20, undefined, 21, undefined],
  ]);
});

it('does not keep the previous frame', () => {
  const growing = outline([1, 10], [2, 50], [3, 60]);
  const alignment = new Alignment([growing]);
  alignment.update();
  growing.length = 1;
  alignment.update();
  expect([alignment.times, alignment.columns]).toEqual([[1], [[10]]]);
});

it('places values where they are to be drawn', () => {
  const alignment = new Alignment([outline([1, 0]), outline([1, 1])], (value, i) => 10 * i + value);
  alignment.update();
  expect(alignment.columns).toEqual([[0], [11]]);
});

it('is empty without readings', () => {
  const alignment = new Alignment([outline()]);
  alignment.update();
  expect([alignment.times, alignment.columns]).toEqual([[], [[]]]);
});
