import { describe, expect, it } from 'vitest';
import { CborError } from '../src/cbor.js';
import { readPack } from '../src/pack.js';
import { SenmlError } from '../src/senml.js';
import { bytes } from './hex.js';

const NOW = 1_763_877_600;

const buffer = (hex: string) => bytes(hex).buffer as ArrayBuffer;

const values = (message: string) => readPack(message, NOW).records.map(({ name, time, value }) => [name, time, value]);

describe('a pack of a Sensorcast server', () => {
  it('introduces actuators', () => {
    const { records } = readPack(
      `[{"bn":"dev:","bt":1763877600,"n":"level","u":"/","ut":1,"set":true,"min":0,"max":1,"step":0.05,"v":0.5},
        {"n":"lamp","ut":1,"set":true,"vb":false},{"n":"label","ut":1,"set":true,"vs":""},{"n":"load","u":"/","ut":1,"v":0.2}]`,
      NOW,
    );
    expect(records.map(({ actuator }) => actuator)).toEqual([
      { minimum: 0, maximum: 1, step: 0.05 },
      { minimum: undefined, maximum: undefined, step: undefined },
      { minimum: undefined, maximum: undefined, step: undefined },
      undefined,
    ]);
    expect(records.map(({ value }) => value)).toEqual([0.5, false, '', 0.2]);
  });

  it('is the same in CBOR', () => {
    const cbor = buffer(`81 a9 21 64 6465763a 22 1a 69230160 00 65 6c6576656c 01 61 2f
      63 736574 f5 63 6d696e 00 63 6d6178 01 64 73746570 c4 82 21 05 02 c4 82 20 05`);
    const json = '[{"bn":"dev:","bt":1763901792,"n":"level","u":"/","set":true,"min":0,"max":1,"step":0.05,"v":0.5}]';
    expect(readPack(cbor, NOW)).toEqual(readPack(json, NOW));
  });

  it('may hold many readings of one channel', () => {
    expect(
      values('[{"bn":"dev:","bt":1763877601.125,"seq":119,"n":"v","v":-0.314,"t":-0.002},{"n":"v","v":-0.31,"t":-0.001},{"n":"v","v":0.1}]'),
    ).toEqual([
      ['dev:v', 1763877601.123, -0.314],
      ['dev:v', 1763877601.124, -0.31],
      ['dev:v', 1763877601.125, 0.1],
    ]);
  });
});

it('does not take a text key for a number', () => {
  expect(() => readPack('[{"0":"a","2":1,"v":1}]', NOW)).toThrow(SenmlError);
});

describe('refused', () => {
  it.each(['{}', 'null', '1', '[1]', '[null]', '[[]]', '[{"n":"a","v":"1"}]', '[{"n":"a","v":null}]', '[{"n":"a","set":1,"v":1}]', '[{"n":"a","set":true,"min":"0","v":1}]'])('%s', (text) => {
    expect(() => readPack(text, NOW)).toThrow(SenmlError);
  });

  it('a message that is neither JSON nor CBOR', () => {
    expect(() => readPack('[', NOW)).toThrow(SenmlError);
    expect(() => readPack(buffer('81'), NOW)).toThrow(CborError);
  });
});
