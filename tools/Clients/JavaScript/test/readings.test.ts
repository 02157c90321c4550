import { expect, it, vi } from 'vitest';
import type { Reading } from '../src/channels.js';
import { Readings } from '../src/readings.js';

const reading = (value: number): Reading => ({ name: 'dev:x', label: 'x', value, unit: undefined, time: 0, isHistory: false });

it('returns waiting and later readings, in order', async () => {
  const readings = new Readings(() => {});
  readings.add(reading(1));
  readings.add(reading(2));
  const taken = [readings.next(), readings.next(), readings.next(), readings.next()];
  readings.add(reading(3));
  readings.end();
  expect((await Promise.all(taken)).map(({ done, value }) => done || value.value)).toEqual([1, 2, 3, true]);
});

it('returns waiting readings also after its end', async () => {
  const readings = new Readings(() => {});
  readings.add(reading(1));
  readings.end();
  const values: unknown[] = [];
  for await (const { value } of readings) {
    values.push(value);
  }
  expect(values).toEqual([1]);
});

it('reports when the reader has ended', async () => {
  const onEnd = vi.fn();
  const readings = new Readings(onEnd);
  readings.add(reading(1));
  readings.add(reading(2));
  for await (const _ of readings) {
    break;
  }
  expect(onEnd).toHaveBeenCalledOnce();
  expect(await readings.next()).toEqual({ done: true, value: undefined });
});

it('is bounded: the oldest are dropped', async () => {
  const readings = new Readings(() => {});
  for (let i = 0; i < 10_005; i++) {
    readings.add(reading(i));
  }
  expect(readings.dropped).toBe(5);
  expect((await readings.next()).value).toMatchObject({ value: 5 });
});
