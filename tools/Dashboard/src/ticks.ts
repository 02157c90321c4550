/** Where an axis is labelled: at round numbers, and at round times of day. */

/** A tick of a horizontal axis stands on a multiple of one of these, in seconds. */
const TIME_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

/** Counting steps, not adding them, keeps 0.1 + 0.2 away from the labels. */
function multiples(step: number, from: number, to: number, offset = 0): number[] {
  const ticks: number[] = [];
  for (let i = Math.ceil((from + offset) / step - 1e-9); i * step - offset <= to + step * 1e-9; i++) {
    // No label says -0.
    ticks.push(i * step - offset || 0);
  }
  return ticks;
}

/** The smallest of 1, 2, 5, 10, 20 … that is not smaller than `least`. */
export function roundStep(least: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(least) + 1e-9);
  return magnitude * [1, 2, 5, 10].find((factor) => factor * magnitude >= least * (1 - 1e-9))!;
}

export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

/** A vertical scale whose ends are ticks, so that it stays the same while the readings move within it. */
export function scaleFor(min: number, max: number, mostTicks: number): Scale {
  // Steps never get finer than the range, so this ends: usually at once.
  for (let step = roundStep((max - min) / mostTicks || 1); ; step = roundStep(step * 1.5)) {
    const low = Math.floor(min / step + 1e-9) * step;
    const high = Math.ceil(max / step - 1e-9) * step;
    if ((high - low) / step <= mostTicks + 1e-9) {
      return { low, high: high > low ? high : low + step, step };
    }
  }
}

export function ticksOf({ low, high, step }: Scale): number[] {
  return multiples(step, low, high);
}

/** @param least The shortest distance between two ticks, in seconds. */
export function timeStep(least: number): number {
  return least < 1 ? roundStep(least) : (TIME_STEPS.find((step) => step >= least) ?? 3600 * Math.ceil(least / 3600));
}

/** @param offset Seconds that local time is ahead: quarters of an hour are told by the clock on the wall. */
export function timeTicks(from: number, to: number, step: number, offset: number): number[] {
  return multiples(step, from, to, offset);
}
