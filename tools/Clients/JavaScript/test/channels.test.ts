import { beforeEach, describe, expect, it } from 'vitest';
import { Channels } from '../src/channels.js';
import { readPack } from '../src/pack.js';

let channels: Channels;

const add = (isFirst: boolean, ...records: object[]) =>
  channels.add(readPack(JSON.stringify([{ bn: 'dev:', bt: 1.5e9 }, ...records]), 0), isFirst, { earliest: 0, latest: 0 }).readings;
const values = (isFirst: boolean, ...records: object[]) => add(isFirst, ...records).map(({ value }) => value);

beforeEach(() => {
  channels = new Channels();
});

it('gives each reading the unit that was sent before', () => {
  add(true, { n: 'x', u: 'Cel', ut: 2, v: 1, t: -2 });
  expect(add(false, { n: 'x', v: 2 })).toEqual([
    { name: 'dev:x', label: 'x', unit: 'Cel', time: 1.5e9, value: 2, isHistory: false },
  ]);
});

it('describes the channels', () => {
  add(true, { n: 'x', u: '/', ut: 2, set: true, min: 0, max: 1, step: 0.1 }, { n: 'y', ut: 0.5, vb: true });
  add(false, { n: 'x', v: 0.3 });
  expect(channels.find('x')).toEqual({
    name: 'dev:x',
    label: 'x',
    unit: '/',
    updateTime: 2,
    actuator: { minimum: 0, maximum: 1, step: 0.1 },
    latest: { name: 'dev:x', label: 'x', unit: '/', time: 1.5e9, value: 0.3, isHistory: false },
  });
  expect(channels.find('dev:y')).toBe(channels.find('y'));
  expect(channels.find('z')).toBeUndefined();
  expect([...channels.all.keys()]).toEqual(['dev:x', 'dev:y']);
});

describe('history', () => {
  it('comes with the first pack', () => {
    expect(add(true, { n: 'x', v: 1, t: -1 }, { n: 'x', v: 2 }).map(({ isHistory }) => isHistory)).toEqual([true, true]);
  });

  it('that is known already is reported once', () => {
    add(true, { n: 'x', v: 1, t: -2 });
    add(false, { n: 'x', v: 2, t: -1 });
    expect(values(true, { n: 'x', v: 1, t: -2 }, { n: 'x', v: 2, t: -1 }, { n: 'x', v: 3 }, { n: 'y', v: 4, t: -9 })).toEqual([3, 4]);
  });

  it('alone is compared: live readings continue after a clock was set back', () => {
    add(true, { n: 'x', v: 1 });
    expect(values(false, { n: 'x', v: 2, t: -1000 })).toEqual([2]);
  });
});
