import { expect, it } from 'vitest';
import { Alignment } from '../src/align';
import { Ring } from '../src/ring';

function ring(...readings: [number, number][]): Ring {
  const made = new Ring(16);
  readings.forEach(([time, value]) => made.push(time, value));
  return made;
}

it('puts channels of different rates on one axis', () => {
  const alignment = new Alignment([ring([1, 10], [2, 11], [3, NaN], [4, 12]), ring([2, 20], [3.5, 21])]);
  alignment.update(0);
  expect(alignment.times).toEqual([1, 2, 3, 3.5, 4]);
  expect(alignment.columns).toEqual([
    [10, 11, null, undefined, 12],
    [undefined, 20, undefined, 21, undefined],
  ]);
  expect(alignment.extents).toEqual([{ min: 10, max: 12 }, { min: 20, max: 21 }]);
});

it('takes one reading from before the edge, which does not count as visible', () => {
  const alignment = new Alignment([ring([1, 99], [2, 11], [3, 12], [4, 13])]);
  alignment.update(2.5);
  expect(alignment.times).toEqual([2, 3, 4]);
  expect(alignment.extents).toEqual([{ min: 12, max: 13 }]);
});

it('forgets the frame before', () => {
  const growing = ring([1, 10], [2, 50]);
  const alignment = new Alignment([growing]);
  alignment.update(0);
  growing.push(1.5, 11);
  alignment.update(1.5);
  expect(alignment.times).toEqual([1, 1.5]);
  expect(alignment.columns).toEqual([[10, 11]]);
  expect(alignment.extents).toEqual([{ min: 11, max: 11 }]);
});

it('is empty without readings', () => {
  const alignment = new Alignment([new Ring(4)]);
  alignment.update(0);
  expect([alignment.times, alignment.columns]).toEqual([[], [[]]]);
  expect(alignment.extents).toEqual([{ min: Infinity, max: -Infinity }]);
});
