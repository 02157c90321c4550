import { describe, expect, it } from 'vitest';
import type { SenmlPack, SenmlRecord } from '../../Clients/JavaScript/src/senml';
import { type Channel, Store } from '../src/store';

const BASE = 'greenhouse:';

function reading(name: string, time: number, value?: number | string | boolean, more: Partial<SenmlRecord> = {}): SenmlRecord {
  return { name: BASE + name, unit: undefined, updateTime: undefined, actuator: undefined, description: undefined, time, value, ...more };
}

function pack(sequence: number | undefined, ...records: SenmlRecord[]): SenmlPack {
  return { baseName: BASE, baseTime: 0, hasTime: true, sequence, records };
}

function history(name: string, updateTime: number, ...times: number[]): SenmlPack {
  return pack(undefined, ...times.map((time, i) => reading(name, time, time, i ? {} : { unit: 'Cel', updateTime })));
}

function add(store: Store, ...arguments_: [SenmlPack, boolean]): void {
  store.add(...arguments_, { earliest: 0, latest: 0 });
}

const channel = (store: Store, name: string): Channel => store.channels.get(BASE + name)!;

function times(store: Store, name: string): number[] {
  const ring = channel(store, name).series.newest;
  return Array.from({ length: ring.length }, (_, i) => ring.time(i)).filter((_, i) => !Number.isNaN(ring.low(i)));
}

const gaps = (store: Store, name: string): number => channel(store, name).series.length - times(store, name).length;

describe('channels', () => {
  it('are described by the first pack and updated by the next', () => {
    const store = new Store();
    add(store, history('t', 1, 10, 11, 12), true);
    add(store, pack(0, reading('t', 13, 21.57)), false);
    expect(channel(store, 't')).toMatchObject({ label: 't', unit: 'Cel', updateTime: 1, current: 21.57, decimals: 2, kind: 'number', lastTime: 13 });
    expect(times(store, 't')).toEqual([10, 11, 12, 13]);
    expect(store.latestTime).toBe(13);
  });

  it('may have no reading yet', () => {
    const store = new Store();
    add(store, pack(undefined, reading('t', 10, undefined, { unit: 'Cel', updateTime: 5 })), true);
    expect(channel(store, 't').unit).toBe('Cel');
    expect(channel(store, 't').current).toBeUndefined();
    expect(channel(store, 't').series.length).toBe(0);
  });

  it('keep the decimals of their finest reading', () => {
    const store = new Store();
    add(store, pack(0, reading('t', 1, 21.57)), false);
    add(store, pack(1, reading('t', 2, 21.5)), false);
    expect(channel(store, 't').decimals).toBe(2);
  });

  it('are numbers, switches or words', () => {
    const store = new Store();
    add(store, pack(0, reading('door', 1, true), reading('label', 1, 'open')), false);
    expect(channel(store, 'door')).toMatchObject({ kind: 'boolean', current: true });
    expect(channel(store, 'door').series.newest.low(0)).toBe(1);
    expect(channel(store, 'label')).toMatchObject({ kind: 'text', current: 'open', lastTime: 1, series: { length: 0 } });
  });

  it('have the time of their last change, if that was received', () => {
    const store = new Store();
    add(store, pack(0, reading('door', 1, true)), false);
    expect(channel(store, 'door').changedAt).toBeUndefined();
    [false, false, true, true].forEach((value, i) => add(store, pack(i, reading('door', 2 + i, value)), false));
    expect(channel(store, 'door').changedAt).toBe(4);
  });

  it('can be set when their introduction says so, until another says that they cannot', () => {
    const store = new Store();
    const actuator = { minimum: 0, maximum: 100, step: 0.5 };
    add(store, pack(undefined, reading('level', 1, 42, { actuator })), true);
    add(store, pack(0, reading('level', 2, 43)), false);
    expect(channel(store, 'level').actuator).toEqual(actuator);
    add(store, pack(undefined, reading('level', 3, 44)), true);
    expect(channel(store, 'level').actuator).toBeUndefined();
    expect(times(store, 'level')).toEqual([1, 2, 3]);
  });

  it('are gone when a first pack no longer describes them, and keep their past', () => {
    const store = new Store();
    add(store, history('t', 1, 10, 11), true);
    add(store, pack(undefined, reading('t', 11, 11, { unit: 'Cel' }), reading('lamp', 11, true, { actuator: {} as never })), true);
    add(store, history('t', 2, 20), true);
    expect([channel(store, 't').isGone, channel(store, 'lamp').isGone]).toEqual([false, true]);
    expect([channel(store, 't').updateTime, channel(store, 'lamp').actuator]).toEqual([2, undefined]);
    expect(channel(store, 'lamp').current).toBe(true);
    add(store, pack(0, reading('lamp', 21, false)), false);
    expect(channel(store, 'lamp').isGone).toBe(false);
    expect(times(store, 'lamp')).toEqual([11, 21]);
  });

  it('begin anew when they measure another quantity', () => {
    const store = new Store();
    add(store, history('t', 1, 10, 11), true);
    add(store, pack(undefined, reading('t', 12, 285, { unit: 'K' })), true);
    expect(channel(store, 't')).toMatchObject({ unit: 'K', current: 285 });
    expect(times(store, 't')).toEqual([12]);
    add(store, pack(undefined, reading('t', 13, true)), true);
    expect(channel(store, 't')).toMatchObject({ unit: '', kind: 'boolean' });
    expect(new Set([...store.channels.values()].map(({ index }) => index)).size).toBe(store.channels.size);
  });

  it('have colours of their own among those of one unit', () => {
    const store = new Store();
    const units = ['Cel', 'V', 'Cel', 'V', undefined, 'Cel'];
    add(store, pack(0, ...units.map((unit, i) => reading(`c${i}`, 1, 1, { unit }))), false);
    expect([...store.channels.values()].map(({ colour }) => colour)).toEqual([0, 1, 1, 2, 4, 2]);
  });

  it('are bounded for each device', () => {
    const store = new Store();
    const some = (name: string, count: number) => pack(0, ...Array.from({ length: count }, (_, i) => reading(`${name}${i}`, 1, i)));
    store.add(some('a', 2000), false, { earliest: 0, latest: 0 }, 'attic');
    expect(store.channels.size).toBe(1024);
    store.add(some('b', 8), false, { earliest: 0, latest: 0 }, 'shed');
    expect(store.channels.size).toBe(1032);
  });

  it('are counted, and each reading is reported', () => {
    const store = new Store();
    const reported: unknown[] = [];
    store.onReading = ({ label }, time, value) => reported.push([label, time, value]);
    add(store, history('t', 1, 10, 11), true);
    add(store, history('t', 1, 10, 11, 12), true);
    expect(store.readings).toBe(3);
    expect(reported).toEqual([['t', 10, 10], ['t', 11, 11], ['t', 12, 12]]);
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
    add(store, { ...pack(undefined), baseName }, true);
    expect(store.deviceName).toBe(name);
  });

  it('keeps its name through a pack without one', () => {
    const store = new Store();
    add(store, pack(undefined), true);
    add(store, { ...pack(0), baseName: '' }, false);
    expect(store.deviceName).toBe('greenhouse');
  });
});

describe('skipped packs', () => {
  function skippedAfter(...sequences: number[]): number {
    const store = new Store();
    add(store, pack(undefined), true);
    sequences.forEach((sequence) => add(store, pack(sequence), false));
    return store.skipped;
  }

  it.each([
    [[41], 0],
    [[41, 42, 43], 0],
    [[41, 43], 1],
    [[41, 45, 46, 50], 6],
    [[41, 0, 1], 0],
    [[41, 0, 2], 1],
    [[2 ** 32 - 2, 2 ** 32 - 1, 1, 2], 1],
  ])('%j: %i', (sequences, skipped) => {
    expect(skippedAfter(...sequences)).toBe(skipped);
  });

  it('do not include the packs of an interruption, and are kept over it', () => {
    const store = new Store();
    add(store, pack(1), false);
    add(store, pack(3), false);
    add(store, pack(undefined), true);
    add(store, pack(900), false);
    expect(store.skipped).toBe(1);
  });
});

it('knows the device\'s time between packs', () => {
  const store = new Store();
  store.add(pack(0, reading('t', 1000, 1)), false, { earliest: 0, latest: 50 });
  expect(store.deviceTime(53)).toBe(1003);
});

describe('an interruption', () => {
  it('is filled by the history, without repeated readings', () => {
    const store = new Store();
    add(store, history('t', 1, 10, 11, 12), true);
    add(store, history('t', 1, 11, 12, 13, 14), true);
    expect(times(store, 't')).toEqual([10, 11, 12, 13, 14]);
    expect(gaps(store, 't')).toBe(0);
  });

  it('leaves a gap where the history does not reach', () => {
    const store = new Store();
    add(store, history('t', 1, 10, 11), true);
    add(store, history('t', 1, 30, 31), true);
    expect(times(store, 't')).toEqual([10, 11, 30, 31]);
    expect(gaps(store, 't')).toBe(1);
  });

  it('of a board without time of day repeats nothing either, whatever the latency', () => {
    for (const latency of [0.01, 0.4, 3]) {
      const store = new Store();
      const reported: unknown[] = [];
      store.onReading = (_, __, value) => reported.push(value);
      const without = (made: number, ...values: number[]) => {
        const now = 1_000 + made + latency;
        const records = values.map((value) => reading('t', now + value - made, value, { unit: 'Cel', updateTime: 1 }));
        return { ...pack(undefined, ...records), baseTime: now, hasTime: false };
      };
      store.add(without(2.5, 1, 2), true, { earliest: 2.5 - latency, latest: 2.5 + latency });
      store.add(without(3, 3), false, { earliest: 0, latest: 3 + latency });
      store.add(without(4.5, 1, 2, 3, 4), true, { earliest: 4.5 - latency, latest: 4.5 + latency });
      expect(reported).toEqual([1, 2, 3, 4]);
    }
  });

  it('keeps all readings of a board without time of day that arrive at once', () => {
    const store = new Store();
    const arrive = (now: number) =>
      store.add({ ...pack(undefined, reading('t', now, 1)), baseTime: now, hasTime: false }, false, { earliest: 0, latest: now });
    [1_000, 1_000, 999.5, 1_001].forEach(arrive);
    expect(times(store, 't')).toEqual([1_000, 1_000.001, 1_000.002, 1_001]);
    // A time far back is of a clock that was set.
    arrive(900);
    expect(times(store, 't')).toEqual([900]);
  });

  it('is not a reading that is merely late', () => {
    const store = new Store();
    add(store, history('t', 0.05, 10, 10.05, 10.9), true);
    expect(gaps(store, 't')).toBe(0);
  });
});

describe('the description of a channel', () => {
  const title = (text: string) => ({ description: { title: text } });

  it('has its label, until a first pack changes it', () => {
    const store = new Store();
    add(store, pack(undefined, reading('inside', 1, 20, title('Kitchen'))), true);
    expect(channel(store, 'inside').label).toBe('Kitchen');
    add(store, pack(1, reading('inside', 2, 21)), false);
    expect(channel(store, 'inside').label).toBe('Kitchen');
    add(store, pack(undefined, reading('inside', 3, 21)), true);
    expect(channel(store, 'inside').label).toBe('inside');
  });

  it('is counted when it changes, and only then', () => {
    const store = new Store();
    const first = pack(undefined, reading('inside', 1, 20, title('Kitchen')), reading('outside', 1, 5));
    add(store, first, true);
    expect(store.descriptions).toBe(1);
    add(store, first, true);
    expect(store.descriptions).toBe(1);
    add(store, pack(undefined, reading('inside', 1, 20, title('Cellar'))), true);
    expect(store.descriptions).toBe(2);
  });
});

it('lists channels device by device, in any order of descriptions', () => {
  const store = new Store();
  const made = { earliest: 0, latest: 0 };
  store.add(pack(1, reading('b2', 0, 1), reading('b1', 0, 1)), true, made, 'shed');
  store.add(pack(1, reading('a2', 0, 1), reading('a1', 0, 1)), true, made, 'attic');
  store.add(pack(1, reading('b2', 0, 1), reading('b1', 0, 1), reading('b0', 0, 1)), true, made, 'shed');
  expect(store.ordered.map(({ shortName }) => shortName)).toEqual(['a2', 'a1', 'b2', 'b1', 'b0']);
});
