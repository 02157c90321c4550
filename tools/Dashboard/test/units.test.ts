import { describe, expect, it } from 'vitest';
import CASES from '../../../tests/Shared/numbers.json';
import { duration } from '../src/clock';
import { decimalsOf, fits, quantityOf, scaleOf, withUnit } from '../src/units';

interface Case {
  value?: number;
  exponent?: number;
  magnitude?: number;
  unit?: string;
  seconds?: number;
  text: string;
}

const ALL: Case[] = CASES;

describe('the table of cases that page and terminal share', () => {
  it.each(ALL.filter(({ value }) => value !== undefined))('$value $unit, exponent $exponent: $text', ({ value, exponent, magnitude, unit, text }) => {
    const scale = scaleOf(unit!, Math.max(Math.abs(value!), magnitude ?? 0), -exponent!);
    expect(withUnit(value!, scale)).toBe(text);
  });

  it.each(ALL.filter(({ seconds }) => seconds !== undefined))('$seconds s: $text', ({ seconds, text }) => {
    expect(duration(seconds!)).toBe(text);
  });
});

describe('decimalsOf', () => {
  it.each([
    [0, 0],
    [1013, 0],
    [21.5, 1],
    [21.57, 2],
    [0.001, 3],
    [1e-6, 6],
    [1.15e-7, 9],
    [1e21, 0],
    [123456.789, 3],
    [0.1 + 0.2, 1],
    [Math.fround(21.57), 2],
  ])('%f: %i', (value, decimals) => {
    expect(decimalsOf(value)).toBe(decimals);
  });
});

describe('fits', () => {
  it('is true for the decimals that the value has', () => {
    expect([21.57, 1.15e-7, 1013].map((value) => fits(value, decimalsOf(value)))).toEqual([true, true, true]);
  });

  it.each([[21.57, 1], [1.15e-7, 8], [2.5e-6, 0], [1e-9, 6]])('%f does not in %i decimals', (value, decimals) => {
    expect(fits(value, decimals)).toBe(false);
  });
});

describe('quantityOf', () => {
  it.each([['Cel', 'Temperature'], ['furlong', 'furlong'], ['', 'Readings'], ['constructor', 'constructor']])('%s: %s', (unit, quantity) => {
    expect(quantityOf({ unit, description: {} })).toBe(quantity);
  });

  it.each([['%', 'humidity', 'Humidity'], ['ppm', 'carbon_dioxide', 'Carbon dioxide'], ['ug/m3', 'pm25', 'PM25'], ['pH', 'ph', 'Acidity']])(
    '%s of the kind %s: %s',
    (unit, kind, quantity) => {
      expect(quantityOf({ unit, description: { kind } })).toBe(quantity);
    },
  );
});
