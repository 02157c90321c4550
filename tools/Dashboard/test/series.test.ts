import { describe, expect, it } from 'vitest';
import { CAPACITY } from '../src/ring';
import { MAX_BYTES, Series } from '../src/series';

/** Readings at so many a second; the value is the time. */
function series(rate: number, seconds: number): Series {
  const made = new Series();
  for (let i = 0; i <= rate * seconds; i++) {
    made.push(i / rate, i / rate);
  }
  return made;
}

function extent(made: Series, from: number, to: number, most: number): { entries: number; min: number; max: number } {
  const [, { ring, first, end }] = made.stretches(from, to, most);
  let [entries, min, max] = [0, Infinity, -Infinity];
  for (let i = first; i < end; i++) {
    entries++;
    min = Math.min(min, ring.low(i));
    max = Math.max(max, ring.high(i));
  }
  return { entries, min, max };
}

it('has the newest readings as they are', () => {
  const made = series(1000, 10);
  const [, { ring }] = made.stretches(9, 10, Infinity);
  expect(ring.size).toBe(1);
  expect(extent(made, 9, 10, Infinity)).toEqual({ entries: 1001, min: 9, max: 10 });
});

it.each([30, 60, 120, 300, 900, 3600])('shows %i s of a thousand readings a second, with no more than requested', (window) => {
  const made = series(1000, 4000);
  const { entries, min, max } = extent(made, 4000 - window, 4000, 4096);
  expect(entries).toBeGreaterThan(800);
  expect(entries).toBeLessThanOrEqual(4096);
  // An entry that begins before the window is not counted; none lasts longer than four seconds here.
  expect(min).toBeGreaterThanOrEqual(4000 - window);
  expect(min).toBeLessThan(4000 - window + 4.1);
  expect(max).toBeGreaterThan(4000 - 4.1);
});

it('keeps an hour of a slow channel as it is', () => {
  const made = series(1, 3600);
  expect(made.stretches(0, 3601, Infinity)[1].ring.size).toBe(1);
  expect(extent(made, 0, 3601, Infinity)).toEqual({ entries: 3601, min: 0, max: 3600 });
});

it('loses no extreme at the lower resolutions', () => {
  const made = new Series();
  for (let i = 0; i < 100_000; i++) {
    made.push(i / 100, i === 30_001 ? 99 : i === 70_002 ? -99 : 0);
  }
  expect(extent(made, 290, 800, 1000)).toMatchObject({ min: -99, max: 99 });
});

it('draws an interruption at every resolution', () => {
  const made = new Series();
  for (let i = 0; i < 3 * CAPACITY; i++) {
    made.push(i, i === CAPACITY * 2 ? NaN : 1);
  }
  const hasGap = (most: number) => {
    const [, { ring }] = made.stretches(CAPACITY * 2 - 50, 3 * CAPACITY, most);
    return Array.from({ length: ring.length }, (_, i) => ring.low(i)).some(Number.isNaN);
  };
  expect([hasGap(Infinity), hasGap(2000)]).toEqual([true, true]);
});

describe('a clock that was set back', () => {
  it('replaces the readings after it', () => {
    const made = series(1, 2 * CAPACITY);
    made.push(5000, -1);
    expect(made.lastTime).toBe(5000);
    expect(extent(made, 0, 9000, 1100)).toMatchObject({ min: -1 });
    expect(made.stretches(0, 9000, 10)[1].ring.lastTime).toBeLessThanOrEqual(5000);
  });
});

it('takes at most a megabyte', () => {
  expect(MAX_BYTES).toBe(1_048_576);
});
