import { describe, expect, it } from 'vitest';
import { evenSamples } from '../src/more/even';
import { amplitudesOf, peaksOf, type Weighting } from '../src/more/fourier';
import { Ring } from '../src/ring';

type Sine = readonly [frequency: number, amplitude: number];

/** Readings of several sines around a mean. */
function signal(count: number, rate: number, sines: readonly Sine[], jitter = 0): Ring {
  const ring = new Ring(1);
  let state = 1;
  for (let i = 0; i < count; i++) {
    state = (state * 16_807) % 2_147_483_647;
    const time = 1_700_000_000 + (i + jitter * (state / 2_147_483_647 - 0.5)) / rate;
    const value = sines.reduce((sum, [frequency, amplitude], k) => sum + amplitude * Math.sin(2 * Math.PI * frequency * (time - 1_700_000_000) + k), 100);
    ring.add(time, value, value, 1);
  }
  return ring;
}

function found(ring: Ring, weighting: Weighting, most = 1024): ReturnType<typeof peaksOf> {
  const { values, rate } = evenSamples(ring, Infinity, most)!;
  return peaksOf(amplitudesOf(values, weighting), rate / values.length, weighting, 5, 0.01);
}

describe('a known sine is found', () => {
  it.each([
    ['in a bin', 125],
    ['between two', 123.4],
    ['just over one', 125.1],
    ['at the end', 460.3],
    ['at the beginning', 7.7],
  ])('%s', (_, frequency) => {
    for (const weighting of ['hann', 'flatTop', 'none'] as const) {
      const [peak] = found(signal(1024, 1000, [[frequency, 2.5]]), weighting);
      expect(Math.abs(peak!.frequency - frequency)).toBeLessThan(0.1);
      expect(peak!.amplitude).toBeCloseTo(2.5, 1);
    }
  });

  it('exactly in a bin, also without a window function', () => {
    const [peak] = found(signal(1024, 1024, [[64, 3]]), 'none');
    expect(peak!.frequency).toBeCloseTo(64, 2);
    expect(peak!.amplitude).toBeCloseTo(3, 3);
  });

  it('among others, the strongest first', () => {
    const peaks = found(signal(4096, 1000, [[50, 0.2], [120.25, 1], [333, 0.05]]), 'hann', 4096);
    [120.25, 50, 333].forEach((frequency, i) => expect(Math.abs(peaks[i]!.frequency - frequency)).toBeLessThan(0.02));
    expect(peaks.map(({ amplitude }) => Number(amplitude.toFixed(2)))).toEqual([1, 0.2, 0.05]);
  });

  it('in readings that are not quite evenly spaced', () => {
    const [peak] = found(signal(1024, 100, [[7.3, 1]], 0.4), 'hann');
    expect(peak!.frequency).toBeCloseTo(7.3, 1);
    expect(peak!.amplitude).toBeGreaterThan(0.95);
  });

  it('but none in a constant', () => {
    expect(found(signal(256, 100, []), 'hann')).toEqual([]);
  });
});

describe('even samples', () => {
  it('are a power of two, the newest', () => {
    const { values, rate } = evenSamples(signal(1000, 50, [[1, 1]]), Infinity, 4096)!;
    expect(values.length).toBe(512);
    expect(rate).toBeCloseTo(50, 3);
  });

  it('end at the time under the cursor', () => {
    expect(evenSamples(signal(1000, 50, [[1, 1]]), 1_700_000_000 + 1.99, 4096)!.values.length).toBe(64);
  });

  it('begin after a gap', () => {
    const ring = signal(300, 50, [[1, 1]]);
    ring.add(1_700_000_010, NaN, NaN, 1);
    for (let i = 0; i < 70; i++) {
      ring.add(1_700_000_020 + i / 50, i, i, 1);
    }
    expect(evenSamples(ring, Infinity, 4096)!.values.length).toBe(64);
  });

  it('do not exist if readings come irregularly, or are few', () => {
    const ring = new Ring(1);
    for (let i = 0; i < 500; i++) {
      ring.add(i * i, i, i, 1);
    }
    expect(evenSamples(signal(31, 50, []), Infinity, 64)).toBeUndefined();
    expect(evenSamples(new Ring(1), Infinity, 64)).toBeUndefined();
    const uneven = new Ring(1);
    let time = 0;
    for (let i = 0; i < 500; i++) {
      uneven.add((time += i % 3 ? 0.1 : 5), i, i, 1);
    }
    expect(evenSamples(uneven, Infinity, 64)).toBeUndefined();
  });
});
