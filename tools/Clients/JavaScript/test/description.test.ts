import { describe, expect, it } from 'vitest';
import { descriptionIn } from '../src/description.js';
import { readPack } from '../src/pack.js';

const described = (fields: Record<string, unknown>) => descriptionIn(new Map(Object.entries(fields)) as Parameters<typeof descriptionIn>[0]);

describe('the description of a channel has', () => {
  it('the fields that docs/readings.md lists', () => {
    const all = { title: 'Küche', group: 'Ground floor', kind: 'temperature', low: 10, high: 30, warnlow: 8, warnhigh: 32, alarmlow: 5, alarmhigh: 40 };
    expect(described({ ...all, set: true, unknown: 'x' })).toEqual(all);
    expect(readPack(JSON.stringify([{ n: 'a', v: 1, ...all }]), 0).records[0]!.description).toEqual(all);
  });

  it('no field by default', () => {
    expect(readPack('[{"n":"a","u":"Cel","v":1}]', 0).records[0]!.description).toBeUndefined();
  });

  it.each([
    ['control characters', { title: 'a\nb', group: '\u0000', kind: '\u009f' }],
    ['what turns text around', { title: 'a\u202eb', group: '\u2066a' }],
    ['nothing to see', { title: '', group: '   ' }],
    ['too much', { title: 'x'.repeat(65), group: 'x'.repeat(10_000) }],
    ['another type', { title: 5, group: true, kind: null, low: '1', high: Infinity, warnlow: NaN, alarmhigh: true }],
    ['what is no name of a kind', { kind: 'Door' }],
    ['a property of every object', { kind: '__proto__' }],
  ])('but not %s', (_, fields) => {
    expect(described(fields)).toBeUndefined();
  });
});
