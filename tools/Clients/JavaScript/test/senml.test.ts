import { describe, expect, it } from 'vitest';
import { decode, type CborValue } from '../src/cbor.js';
import { readPack } from '../src/pack.js';
import { resolve, SenmlError } from '../src/senml.js';
import { bytes } from './hex.js';

const NOW = 1_700_000_000;

const LABELS: Record<string, number> = {
  bver: -1, bn: -2, bt: -3, bu: -4, bv: -5, bs: -6, n: 0, u: 1, v: 2, vs: 3, vb: 4, s: 5, t: 6, ut: 7, vd: 8,
};

/** A pack in JSON, with the labels that CBOR gives it. */
function pack(...records: Record<string, CborValue>[]): CborValue {
  return records.map((record) => new Map(Object.entries(record).map(([label, value]) => [LABELS[label] ?? label, value])));
}

const record = (name: string, unit: string | undefined, time: number, value: unknown, updateTime?: number) => ({
  name,
  unit,
  time,
  value,
  updateTime,
});

const MAC = 'urn:dev:ow:10e2073a01080063';

describe('RFC 8428 section 5.1', () => {
  it('1: a single data point', () => {
    expect(resolve(pack({ n: MAC, u: 'Cel', v: 23.1 }), NOW).records).toEqual([record(MAC, 'Cel', NOW, 23.1)]);
  });

  it('2: multiple data points', () => {
    const { records, baseName } = resolve(
      pack({ bn: `${MAC}:`, n: 'voltage', u: 'V', v: 120.1 }, { n: 'current', u: 'A', v: 1.2 }),
      NOW,
    );
    expect(baseName).toBe(`${MAC}:`);
    expect(records).toEqual([record(`${MAC}:voltage`, 'V', NOW, 120.1), record(`${MAC}:current`, 'A', NOW, 1.2)]);
  });

  it('2: base time, base unit and times in the past', () => {
    const { records } = resolve(
      pack(
        { bn: `${MAC}:`, bt: 1.276020076001e9, bu: 'A', bver: 5, n: 'voltage', u: 'V', v: 120.1 },
        { n: 'current', t: -5, v: 1.2 },
        { n: 'current', t: -4, v: 1.3 },
      ),
      NOW,
    );
    expect(records).toEqual([
      record(`${MAC}:voltage`, 'V', 1276020076.001, 120.1),
      record(`${MAC}:current`, 'A', 1276020071.001, 1.2),
      record(`${MAC}:current`, 'A', 1276020072.001, 1.3),
    ]);
  });

  it('3: multiple measurements, with base fields that change on the way', () => {
    const { records } = resolve(
      pack(
        { bn: MAC, bt: 1.320067464e9, bu: '%RH', v: 20 },
        { u: 'lon', v: 24.30621 },
        { t: 60, v: 20.3 },
        { bn: 'urn:dev:x', bt: 1.3200677e9, v: 21 },
      ),
      NOW,
    );
    expect(records).toEqual([
      record(MAC, '%RH', 1320067464, 20),
      record(MAC, 'lon', 1320067464, 24.30621),
      record(MAC, '%RH', 1320067524, 20.3),
      record('urn:dev:x', '%RH', 1320067700, 21),
    ]);
  });

  it('5: multiple data types', () => {
    const { records } = resolve(
      pack(
        { bn: `${MAC}:`, n: 'temp', u: 'Cel', v: 23.1 },
        { n: 'label', vs: 'Machine Room' },
        { n: 'open', vb: false },
        { n: 'nfc-reader', vd: 'aGkgCg' },
      ),
      NOW,
    );
    expect(records.map(({ value }) => value)).toEqual([23.1, 'Machine Room', false, undefined]);
  });
});

it('RFC 8428 section 6: the CBOR example', () => {
  const example = bytes(`
    87 a7 21 78 1c 75 72 6e 3a 64 65 76 3a 6f 77 3a 31 30 65 32 30 37 33 61 30 31 30 38 30 30 36 33
    3a 22 fb 41 d3 03 a1 5b 00 10 62 23 61 41 20 05 00 67 76 6f 6c 74 61 67 65 01 61 56 02 fb 40 5e
    06 66 66 66 66 66 a3 00 67 63 75 72 72 65 6e 74 06 24 02 fb 3f f3 33 33 33 33 33 33 a3 00 67 63
    75 72 72 65 6e 74 06 23 02 fb 3f f4 cc cc cc cc cc cd a3 00 67 63 75 72 72 65 6e 74 06 22 02 fb
    3f f6 66 66 66 66 66 66 a3 00 67 63 75 72 72 65 6e 74 06 21 02 f9 3e 00 a3 00 67 63 75 72 72 65
    6e 74 06 20 02 fb 3f f9 99 99 99 99 99 9a a3 00 67 63 75 72 72 65 6e 74 06 00 02 fb 3f fb 33 33
    33 33 33 33`);
  const { records } = resolve(decode(example), NOW);
  expect(records[0]).toEqual(record(`${MAC}:voltage`, 'V', 1276020076.001, 120.1));
  expect(records.slice(1).map(({ value }) => value)).toEqual([1.2, 1.3, 1.4, 1.5, 1.6, 1.7]);
  expect(records.slice(1).map(({ time }) => Math.round(time - 1276020076.001))).toEqual([-5, -4, -3, -2, -1, 0]);
  expect(new Set(records.slice(1).map(({ unit }) => unit))).toEqual(new Set(['A']));
});

describe('time (section 4.5.3)', () => {
  it('below 2^28 counts from now, also without a base time', () => {
    expect(resolve(pack({ n: 'a', t: -2.5, v: 1 }, { n: 'a', v: 1 }), NOW).records.map(({ time }) => time)).toEqual([NOW - 2.5, NOW]);
    expect(resolve(pack({ bt: -10, n: 'a', t: 4, v: 1 }), NOW).records[0]?.time).toBe(NOW - 6);
    expect(resolve(pack({ n: 'a', t: 268435455, v: 1 }), NOW).records[0]?.time).toBe(NOW + 268435455);
  });

  it('from 2^28 on counts from 1970', () => {
    expect(resolve(pack({ n: 'a', t: 268435456, v: 1 }), NOW).records[0]?.time).toBe(268435456);
  });
});

describe('base fields', () => {
  it('add a base value, which replaces a missing value', () => {
    const { records } = resolve(pack({ bv: 20, n: 'a', v: 1.5 }, { n: 'b' }, { n: 'c', s: 7 }, { n: 'd', vb: true }), NOW);
    expect(records.map(({ value }) => value)).toEqual([21.5, 20, undefined, true]);
  });

  it('alone are not a record', () => {
    const { records, baseName } = resolve(pack({ bn: 'dev:', bt: 1.5e9 }, { n: 'a', v: 1 }), NOW);
    expect(records).toEqual([record('dev:a', undefined, 1.5e9, 1)]);
    expect(baseName).toBe('dev:');
  });
});

describe('the packs of a Sensorcast server', () => {
  it('count in the first record', () => {
    expect(resolve(pack({ bn: 'a:', bt: 1.5e9, seq: 41, n: 't', v: 1 }, { n: 'u', v: 2 }), NOW).sequence).toBe(41);
    expect(resolve(pack({ bn: 'a:', n: 't', v: 1 }), NOW).sequence).toBeUndefined();
  });

  it('describe a channel that has no reading yet', () => {
    expect(resolve(pack({ bn: 'a:', n: 't', u: 'Cel', ut: 0.05 }), NOW).records).toEqual([record('a:t', 'Cel', NOW, undefined, 0.05)]);
  });

  it('may be empty', () => {
    expect(resolve([], NOW)).toEqual({ baseName: '', baseTime: NOW, hasTime: false, sequence: undefined, records: [] });
  });
});

describe('refused', () => {
  it.each<[string, CborValue]>([
    ['something that is no array', new Map()],
    ['a record that is no map', [1]],
    ['a later version', pack({ bver: 11, n: 'a', v: 1 })],
    ['an unknown field that must be understood', pack({ n: 'a', v: 1, foo_: 1 })],
    ['a record without a name', pack({ v: 1 })],
    ['a name that starts with a separator', pack({ n: ':a', v: 1 })],
    ['a name with a space', pack({ n: 'a b', v: 1 })],
    ['a value of text', pack({ n: 'a', v: '1' })],
    ['a value that is not finite', pack({ n: 'a', v: Infinity })],
    ['a name that is a number', pack({ n: 5, v: 1 })],
    ['a time that is not a number', pack({ n: 'a', t: NaN, v: 1 })],
    ['a truth value that is a number', pack({ n: 'a', vb: 1 })],
    ['a sequence of text', pack({ seq: 'x', n: 'a', v: 1 })],
  ])('%s', (_, value) => {
    expect(() => resolve(value, NOW)).toThrow(SenmlError);
  });
});

it('ignores unknown fields that may be ignored', () => {
  expect(resolve(pack({ n: 'a', v: 1, foo: 'bar' }), NOW).records).toHaveLength(1);
});

it('reads the description of an actuator', () => {
  const [text, choice, button, valve, odd] = readPack(
    '[{"n":"a","set":true,"maxlen":8,"vs":""},{"n":"b","set":true,"options":["x","y"],"vs":"x"},' +
      '{"n":"c","set":true,"button":true,"confirm":true,"vb":false},{"n":"d","set":true,"min":0,"max":1,"step":0.1,"takes":2.5,"v":0},' +
      '{"n":"e","set":true,"maxlen":"8","options":["x",1],"button":1,"confirm":null,"takes":[],"vs":""}]',
    0,
  ).records.map(({ actuator }) => actuator);
  expect(text).toEqual({ maxLength: 8 });
  expect(choice).toEqual({ options: ['x', 'y'] });
  expect(button).toEqual({ isButton: true, needsConfirmation: true });
  expect(valve).toEqual({ minimum: 0, maximum: 1, step: 0.1, takes: 2.5 });
  expect(odd).toEqual({});
});
