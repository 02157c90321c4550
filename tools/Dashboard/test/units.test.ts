import { describe, expect, it } from 'vitest';
import { decimalsOf, fits, format, quantityOf, rangeText, scaleOf } from '../src/units';

function written(value: number, unit: string, decimals = decimalsOf(value)): string {
  const scale = scaleOf(unit, value);
  return `${format(value, scale, decimals)} ${scale.symbol}`;
}

describe('format', () => {
  it.each([
    [21.57, 'Cel', 2, '21.57 °C'],
    [21.5, 'Cel', 2, '21.50 °C'],
    [-0.5, 'Cel', 1, '-0.5 °C'],
    [52.3, '%RH', 1, '52.3 % RH'],
    [1013.25, 'hPa', 2, '1013.25 hPa'],
    [-61, 'dBm', 0, '-61 dBm'],
    [0.376, '/', 3, '37.6 %'],
    [0.5, '/', 1, '50 %'],
    [1, '/', 0, '100 %'],
    [0, 'B', 0, '0 B'],
    [999, 'B', 0, '999 B'],
    [1000, 'B', 0, '1.0 kB'],
    [68_200, 'B', 0, '68.2 kB'],
    [2_097_152, 'B', 0, '2.1 MB'],
    [8e9, 'B', 0, '8.00 GB'],
    [9.81, 'm/s2', 2, '9.81 m/s²'],
    [1.5, 'm3', 1, '1.5 m³'],
    [-68_200, 'B', 0, '-68.2 kB'],
    [3, 'furlong', 0, '3 furlong'],
    [7, 'constructor', 0, '7 constructor'],
    [470, 'Ohm', 0, '470 Ω'],
    [12, 'count', 0, '12 '],
  ])('%f %s with %i decimals: %s', (value, unit, decimals, expected) => {
    expect(written(value, unit, decimals)).toBe(expected);
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
    [1e-9, 6],
    [1e21, 0],
    [123456.789, 3],
    [0.1 + 0.2, 1],
    [Math.fround(21.57), 2],
  ])('%f: %i', (value, decimals) => {
    expect(decimalsOf(value)).toBe(decimals);
  });
});

describe('rangeText', () => {
  it.each([
    [1, 1, '1.0 V'],
    [-1.04, 2.96, '-1.0 to 3.0 V'],
    [1, 1.04, '1.0 V'],
    [NaN, NaN, ''],
  ])('from %f to %f: %s', (low, high, text) => {
    expect(rangeText(low, high, 'V', 1)).toBe(text);
  });
});

describe('fits', () => {
  it.each([
    [21.57, 2, true],
    [21.57, 1, false],
    [0.1 + 0.2, 1, true],
    [-5, 0, true],
  ])('%f in %i decimals: %s', (value, decimals, expected) => {
    expect(fits(value, decimals)).toBe(expected);
  });
});

describe('quantityOf', () => {
  it.each([
    ['Cel', 'Temperature'],
    ['%RH', 'Humidity'],
    ['B', 'Data'],
    ['/', 'Percent'],
    ['furlong', 'furlong'],
    ['constructor', 'constructor'],
    ['', 'Readings'],
  ])('%s: %s', (unit, quantity) => {
    expect(quantityOf(unit)).toBe(quantity);
  });
});
