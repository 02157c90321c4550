import { describe, expect, it } from 'vitest';
import type { SenmlPack, SenmlRecord } from '../../Client/src/senml';
import { type Channel, Store } from '../src/store';
import { timespanOf } from '../src/timespan';

const BASE = 'greenhouse:';

function reading(name: string, time: number, value?: number | string | boolean, more: Partial<SenmlRecord> = {}): SenmlRecord {
  return { name: BASE + name, unit: undefined, updateTime: undefined, actuator: undefined, time, value, ...more };
}

function pack(sequence: number | undefined, ...records: SenmlRecord[]): SenmlPack {
  return { baseName: BASE, sequence, records };
}

function history(name: string, updateTime: number, ...times: number[]): SenmlPack {
  return pack(undefined, ...times.map((time, i) => reading(name, time, time, i ? {} : { unit: 'Cel', updateTime })));
}

const channel = (store: Store, name: string): Channel => store.channels.get(BASE + name)!;

function times(store: Store, name: string): number[] {
  const { ring } = channel(store, name);
  return Array.from({ length: ring.length }, (_, i) => ring.time(i)).filter((_, i) => !Number.isNaN(ring.value(i)));
}

const gaps = (store: Store, name: string): number => channel(store, name).ring.length - times(store, name).length;

describe('channels', () => {
  it('are described by the first pack and fed by the next', () => {
    const store = new Store();
    store.add(history('t', 1, 10, 11, 12), true);
    store.add(pack(0, reading('t', 13, 21.57)), false);
    expect(channel(store, 't')).toMatchObject({ label: 't', unit: 'Cel', updateTime: 1, current: 21.57, decimals: 2, historySpan: 2 });
    expect(times(store, 't')).toEqual([10, 11, 12, 13]);
    expect([store.latestTime, store.fastestUpdate]).toEqual([13, 1]);
  });

  it('may have no reading yet', () => {
    const store = new Store();
    store.add(pack(undefined, reading('t', 10, undefined, { unit: 'Cel', updateTime: 5 })), true);
    expect(channel(store, 't').unit).toBe('Cel');
    expect(channel(store, 't').current).toBeUndefined();
    expect(channel(store, 't').ring.length).toBe(0);
  });

  it('keep the decimals of their finest reading', () => {
    const store = new Store();
    store.add(pack(0, reading('t', 1, 21.57)), false);
    store.add(pack(1, reading('t', 2, 21.5)), false);
    expect(channel(store, 't').decimals).toBe(2);
  });

  it('draw truth as 1 and 0, and only tell text', () => {
    const store = new Store();
    store.add(pack(0, reading('door', 1, true), reading('label', 1, 'open')), false);
    expect(channel(store, 'door').ring.value(0)).toBe(1);
    expect(channel(store, 'label')).toMatchObject({ current: 'open', ring: { length: 0 } });
  });

  it('are bounded, and so are their rings', () => {
    const store = new Store();
    store.add(pack(0, ...Array.from({ length: 500 }, (_, i) => reading(`c${i}`, 1, i))), false);
    expect(store.channels.size).toBe(64);
    for (let i = 0; i < 10_000; i++) {
      store.add(pack(i, reading('c0', 2 + i, i)), false);
    }
    expect(channel(store, 'c0').ring.length).toBe(channel(store, 'c0').ring.capacity);
  });
});

describe('the device', () => {
  it.each([
    ['sensorcast:', 'sensorcast'],
    ['urn:dev:mac:0024befffe804ff1_', 'urn:dev:mac:0024befffe804ff1'],
    ['a/b/:.', 'a/b'],
    ['plain', 'plain'],
    ['', ''],
  ])('%s is called %s', (baseName, name) => {
    const store = new Store();
    store.add({ ...pack(undefined), baseName }, true);
    expect(store.deviceName).toBe(name);
  });

  it('keeps its name through a pack without one', () => {
    const store = new Store();
    store.add(pack(undefined), true);
    store.add({ ...pack(0), baseName: '' }, false);
    expect(store.deviceName).toBe('greenhouse');
  });
});

describe('skipped packs', () => {
  function skippedAfter(...sequences: number[]): number {
    const store = new Store();
    store.add(pack(undefined), true);
    sequences.forEach((sequence) => store.add(pack(sequence), false));
    return store.skipped;
  }

  it.each([
    [[41], 0],
    [[41, 42, 43], 0],
    [[41, 43], 1],
    [[41, 45, 46, 50], 6],
    [[41, 0, 1], 0],
    [[41, 0, 2], 1],
  ])('%j: %i', (sequences, skipped) => {
    expect(skippedAfter(...sequences)).toBe(skipped);
  });

  it('do not include what an interruption cost, and are kept over it', () => {
    const store = new Store();
    store.add(pack(1), false);
    store.add(pack(3), false);
    store.add(pack(undefined), true);
    store.add(pack(900), false);
    expect(store.skipped).toBe(1);
  });
});

describe('an interruption', () => {
  it('is filled by the history, without repeating what is there', () => {
    const store = new Store();
    store.add(history('t', 1, 10, 11, 12), true);
    store.add(history('t', 1, 11, 12, 13, 14), true);
    expect(times(store, 't')).toEqual([10, 11, 12, 13, 14]);
    expect(gaps(store, 't')).toBe(0);
  });

  it('leaves a gap where the history does not reach', () => {
    const store = new Store();
    store.add(history('t', 1, 10, 11), true);
    store.add(history('t', 1, 30, 31), true);
    expect(times(store, 't')).toEqual([10, 11, 30, 31]);
    expect(gaps(store, 't')).toBe(1);
  });

  it('is none when a reading is merely late', () => {
    const store = new Store();
    store.add(history('t', 0.05, 10, 10.05, 10.9), true);
    expect(gaps(store, 't')).toBe(0);
  });
});

describe('timespanOf', () => {
  function spanOf(updateTime: number, ...readings: number[]): number[] {
    const store = new Store();
    store.add(history('t', updateTime, ...readings), true);
    const { from, to } = timespanOf([...store.channels.values()], store.latestTime);
    return [to - from, to];
  }

  it.each([
    ['begins small', 1, [1000, 1001], [6, 1001]],
    ['grows with the readings', 1, [1000, 1040], [40, 1040]],
    ['ends at two minutes for a fast channel', 0.05, [1000, 1119, 1120], [120, 1120]],
    ['is longer for a slow channel', 10, [1000, 2500], [1500, 2500]],
    ['shows all of the history', 1, [1000, 1300], [300, 1300]],
  ])('%s', (_, updateTime, readings, expected) => {
    expect(spanOf(updateTime, ...readings)).toEqual(expected);
  });
});
