/** Readings as evenly spaced samples. */

import type { Ring } from '../ring';

export interface Samples {
  readonly values: Float64Array;
  /** Samples a second. */
  readonly rate: number;
}

/** A spectrum of fewer samples shows nothing. */
const MIN_SAMPLES = 32;

/** The time from reading to reading, as a share of the usual one: outside of this range is a gap, or another rate. */
const SHORTEST = 0.5;
const LONGEST = 1.5;

/**
 * The newest even readings up to a time: a power of two of them, without a gap.
 * @param max The maximum number.
 * @returns Undefined if there are too few, or they are too uneven.
 */
export function evenSamples(ring: Ring, until: number, max: number): Samples | undefined {
  const end = Math.min(ring.length, ring.indexAt(until) + 1);
  const usual = usualSpacing(ring, end);
  let start = end - 1;
  while (start > 0 && end - start < max && isNext(ring, start, usual)) {
    start--;
  }
  const length = 2 ** Math.floor(Math.log2(end - start));
  return length >= MIN_SAMPLES ? resampled(ring, end - length, length) : undefined;
}

function isNext(ring: Ring, index: number, usual: number): boolean {
  const spacing = ring.time(index) - ring.time(index - 1);
  return !Number.isNaN(ring.low(index)) && !Number.isNaN(ring.low(index - 1)) && spacing > SHORTEST * usual && spacing < LONGEST * usual;
}

function usualSpacing(ring: Ring, end: number): number {
  const spacings: number[] = [];
  for (let i = Math.max(1, end - MIN_SAMPLES); i < end; i++) {
    spacings.push(ring.time(i) - ring.time(i - 1));
  }
  return spacings.sort((a, b) => a - b)[spacings.length >> 1] ?? NaN;
}

/** Between two readings the line is straight. */
function resampled(ring: Ring, start: number, length: number): Samples {
  const [first, last] = [ring.time(start), ring.time(start + length - 1)];
  const spacing = (last - first) / (length - 1);
  const values = new Float64Array(length);
  for (let i = 0, at = start; i < length; i++) {
    const time = first + i * spacing;
    while (at < start + length - 2 && ring.time(at + 1) <= time) {
      at++;
    }
    const share = (time - ring.time(at)) / (ring.time(at + 1) - ring.time(at));
    values[i] = ring.low(at) + Math.min(1, Math.max(0, share)) * (ring.low(at + 1) - ring.low(at));
  }
  return { values, rate: 1 / spacing };
}
