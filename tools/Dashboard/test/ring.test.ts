import { describe, expect, it } from 'vitest';
import { CAPACITY, Ring } from '../src/ring';

function filled(size: number, ...times: number[]): Ring {
  const ring = new Ring(size);
  times.forEach((time) => ring.add(time, time * 10, time * 10, 1));
  return ring;
}

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
const contents = (ring: Ring) => numbers(ring.length).map((i) => [ring.time(i), ring.low(i), ring.high(i)]);

describe('a ring of readings', () => {
  it('is empty at first', () => {
    const ring = new Ring(1);
    expect([ring.length, ring.firstTime, ring.lastTime, ring.indexAt(5), ring.reaches(0)]).toEqual([0, Infinity, -Infinity, 0, true]);
  });

  it('drops the oldest when it is full, and reports how far back it reaches', () => {
    const ring = filled(1, ...numbers(CAPACITY));
    expect([ring.isFull, ring.length, ring.reaches(-5)]).toEqual([true, CAPACITY, true]);
    ring.add(CAPACITY, 1, 1, 1);
    expect([ring.length, ring.firstTime, ring.lastTime]).toEqual([CAPACITY, 1, CAPACITY]);
    expect([ring.reaches(0), ring.reaches(1)]).toEqual([false, true]);
  });

  it('stays in order over many wraps', () => {
    const ring = filled(1, ...numbers(3 * CAPACITY + 77));
    expect(contents(ring).map(([time]) => time)).toEqual(numbers(CAPACITY).map((i) => i + 2 * CAPACITY + 77));
  });

  it('keeps all entries when it grows, and after a cut', () => {
    const ring = filled(3, ...numbers(3 * 255));
    ring.cut(3 * 250);
    numbers(3 * 400).forEach((i) => ring.add(750 + i, i, 2 * i, 1, i, 0));
    expect([ring.length, ring.time(249), ring.low(249), ring.high(249), ring.readings(249)]).toEqual([650, 747, 7470, 7490, 3]);
    expect([ring.time(649), ring.low(649), ring.high(649), ring.readings(649), ring.mean(649)]).toEqual([1947, 1197, 2398, 3, 1198]);
  });

  it('finds by time, across the wrap', () => {
    const ring = filled(1, ...numbers(CAPACITY + 10));
    expect([0, 12, 12.5, CAPACITY + 20].map((time) => ring.indexAt(time))).toEqual([0, 2, 3, CAPACITY]);
    expect([0, 12.4, 12.6, CAPACITY + 20].map((time) => ring.nearest(time))).toEqual([0, 2, 3, CAPACITY - 1]);
  });

  it('removes the entries from a time on', () => {
    const ring = filled(1, 1, 2, 3);
    ring.cut(2);
    expect(contents(ring)).toEqual([[1, 10, 10]]);
  });
});

describe('a ring of extremes', () => {
  it('collects so many readings in an entry', () => {
    expect(contents(filled(3, 1, 2, 3, 4))).toEqual([[1, 10, 30], [4, 40, 40]]);
  });

  it('keeps an interruption apart', () => {
    const ring = filled(4, 1, 2);
    ring.add(2.5, NaN, NaN, 1);
    ring.add(3, 30, 30, 1);
    ring.add(4, 40, 40, 1);
    expect(contents(ring)).toEqual([[1, 10, 20], [2.5, NaN, NaN], [3, 30, 40]]);
  });

  it('begins a new entry after a cut', () => {
    const ring = filled(4, 1, 2, 3, 4, 5);
    ring.cut(5);
    ring.add(4.5, 1, 1, 1);
    expect(contents(ring)).toEqual([[1, 10, 40], [4.5, 1, 1]]);
  });
});
