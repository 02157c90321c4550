import { expect, it } from 'vitest';
import { settingsAsJson } from '../src/actuation.js';
import { readPack } from '../src/pack.js';

const NOW = 1_700_000_000;

const resolved = (pack: unknown) => readPack(JSON.stringify(pack), NOW).records;

/** Resolved records resolve to themselves, so the RFC's resolved examples are the expected results of its others. */
function expectSame(pack: unknown[], resolvedPack: unknown[]): void {
  expect(resolved(pack)).toEqual(resolved(resolvedPack));
}

const DEVICE = 'urn:dev:ow:10e2073a01080063';

it('5.1.3 resolves to 5.1.4', () => {
  const humidity = { n: DEVICE, u: '%RH' };
  const longitude = { n: DEVICE, u: 'lon' };
  const latitude = { n: DEVICE, u: 'lat' };
  expectSame(
    [
      { bn: DEVICE, bt: 1.320067464e9, bu: '%RH', v: 20 },
      { u: 'lon', v: 24.30621 },
      { u: 'lat', v: 60.07965 },
      { t: 60, v: 20.3 },
      { u: 'lon', t: 60, v: 24.30622 },
      { u: 'lat', t: 60, v: 60.07965 },
      { t: 120, v: 20.7 },
      { u: 'lon', t: 120, v: 24.30623 },
      { u: 'lat', t: 120, v: 60.07966 },
      { u: '%EL', t: 150, v: 98 },
      { t: 180, v: 21.2 },
      { u: 'lon', t: 180, v: 24.30628 },
      { u: 'lat', t: 180, v: 60.07967 },
    ],
    [
      { ...humidity, t: 1.320067464e9, v: 20 },
      { ...longitude, t: 1.320067464e9, v: 24.30621 },
      { ...latitude, t: 1.320067464e9, v: 60.07965 },
      { ...humidity, t: 1.320067524e9, v: 20.3 },
      { ...longitude, t: 1.320067524e9, v: 24.30622 },
      { ...latitude, t: 1.320067524e9, v: 60.07965 },
      { ...humidity, t: 1.320067584e9, v: 20.7 },
      { ...longitude, t: 1.320067584e9, v: 24.30623 },
      { ...latitude, t: 1.320067584e9, v: 60.07966 },
      { n: DEVICE, u: '%EL', t: 1.320067614e9, v: 98 },
      { ...humidity, t: 1.320067644e9, v: 21.2 },
      { ...longitude, t: 1.320067644e9, v: 24.30628 },
      { ...latitude, t: 1.320067644e9, v: 60.07967 },
    ],
  );
});

it('5.1.4 resolves to itself', () => {
  expect(resolved([{ n: DEVICE, u: '%EL', t: 1.320067614e9, v: 98 }])).toEqual([
    { name: DEVICE, unit: '%EL', time: 1320067614, value: 98, updateTime: undefined, actuator: undefined },
  ]);
});

it('5.1.6: the base name of one record and the base time of another', () => {
  expectSame(
    [
      { bn: '2001:db8::2/', bt: 1.320078429e9, n: 'temperature', u: 'Cel', v: 25.2 },
      { n: 'humidity', u: '%RH', v: 30 },
      { bn: '2001:db8::1/', n: 'temperature', u: 'Cel', v: 12.3 },
      { n: 'humidity', u: '%RH', v: 67 },
    ],
    [
      { n: '2001:db8::2/temperature', t: 1320078429, u: 'Cel', v: 25.2 },
      { n: '2001:db8::2/humidity', t: 1320078429, u: '%RH', v: 30 },
      { n: '2001:db8::1/temperature', t: 1320078429, u: 'Cel', v: 12.3 },
      { n: '2001:db8::1/humidity', t: 1320078429, u: '%RH', v: 67 },
    ],
  );
});

it('5.1.7: a thermostat is set', () => {
  expectSame(
    [{ bn: `${DEVICE}:` }, { n: 'temp', u: 'Cel', v: 23.1 }, { n: 'heat', u: '/', v: 1 }, { n: 'fan', u: '/', v: 0 }],
    [
      { n: `${DEVICE}:temp`, u: 'Cel', v: 23.1 },
      { n: `${DEVICE}:heat`, u: '/', v: 1 },
      { n: `${DEVICE}:fan`, u: '/', v: 0 },
    ],
  );
  const settings = settingsAsJson([
    { name: `${DEVICE}:temp`, value: 23.1 },
    { name: `${DEVICE}:heat`, value: 1 },
    { name: `${DEVICE}:fan`, value: 0 },
  ]);
  expect(JSON.parse(settings)).toEqual([
    { n: `${DEVICE}:temp`, v: 23.1 },
    { n: `${DEVICE}:heat`, v: 1 },
    { n: `${DEVICE}:fan`, v: 0 },
  ]);
});

it('4.6: base values are added, and base fields hold until the next', () => {
  expectSame(
    [
      { bn: 'a:', bt: 1.5e9, bv: 100, bu: 'Cel', n: 'x', v: 1, t: -1 },
      { n: 'y', v: -0.5 },
      { bn: 'b:', bv: 0, n: 'x', v: 2 },
      { bt: 1.6e9, bu: 'V', n: 'y', v: 3 },
    ],
    [
      { n: 'a:x', u: 'Cel', t: 1.5e9 - 1, v: 101 },
      { n: 'a:y', u: 'Cel', t: 1.5e9, v: 99.5 },
      { n: 'b:x', u: 'Cel', t: 1.5e9, v: 2 },
      { n: 'b:y', u: 'V', t: 1.6e9, v: 3 },
    ],
  );
});
