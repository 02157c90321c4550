import { describe, expect, it } from 'vitest';
import { Ring } from '../src/ring';

function filled(capacity: number, ...times: number[]): Ring {
  const ring = new Ring(capacity);
  times.forEach((time) => ring.push(time, time * 10));
  return ring;
}

const contents = (ring: Ring) => Array.from({ length: ring.length }, (_, i) => [ring.time(i), ring.value(i)]);

describe('Ring', () => {
  it('is empty at first', () => {
    const ring = new Ring(3);
    expect([ring.length, ring.firstTime, ring.lastTime, ring.indexAt(5)]).toEqual([0, Infinity, -Infinity, 0]);
  });

  it('lets the oldest go when it is full', () => {
    const ring = filled(3, 1, 2, 3, 4, 5);
    expect(contents(ring)).toEqual([[3, 30], [4, 40], [5, 50]]);
    expect([ring.firstTime, ring.lastTime]).toEqual([3, 5]);
  });

  it('stays bounded and in order over many wraps', () => {
    const ring = filled(7, ...Array.from({ length: 1000 }, (_, i) => i));
    expect(contents(ring).map(([time]) => time)).toEqual([993, 994, 995, 996, 997, 998, 999]);
  });

  it('replaces what is newer than a reading whose clock was set back', () => {
    const ring = filled(4, 1, 2, 3, 4, 5, 6);
    ring.push(4.5, 7);
    expect(contents(ring)).toEqual([[3, 30], [4, 40], [4.5, 7]]);
    ring.push(0, 8);
    expect(contents(ring)).toEqual([[0, 8]]);
  });

  it('replaces a reading of the same time', () => {
    const ring = filled(3, 1, 2);
    ring.push(2, 9);
    expect(contents(ring)).toEqual([[1, 10], [2, 9]]);
  });

  it('finds by time, across the wrap', () => {
    const ring = filled(3, 1, 2, 3, 4, 5);
    expect([0, 3, 3.5, 5, 6].map((time) => ring.indexAt(time))).toEqual([0, 0, 1, 2, 3]);
    expect([0, 3.4, 3.6, 9].map((time) => ring.nearest(time))).toEqual([0, 0, 1, 2]);
  });
});
