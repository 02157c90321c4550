/** The range of a vertical axis. */

import uPlot from 'uplot';

/** The range has at least so many steps of the sensor's resolution, so that noise of one step looks small. */
const MIN_STEPS = 10;

/** The margin above and below, as a share of the range of values. */
const ROOM = 0.1;

/**
 * @param min The lowest value; above `max` if there is none.
 * @param max The highest value.
 * @param resolution The smallest step in the sensors' readings.
 * @param whole The limit that no value can exceed, if there is one.
 */
export function axisRange(min: number, max: number, resolution: number, whole: number | undefined): [number, number] {
  if (min > max) {
    return [0, whole ?? 1];
  }
  const isShare = whole !== undefined && min >= 0 && max <= whole;
  if (isShare && min === max) {
    return padded(0, whole);
  }
  // A sensor that has reported only whole numbers may be finer: the step then says less than the value itself.
  const minSpan = Math.min(MIN_STEPS * resolution, Math.max(-min, max) || 1);
  const missing = Math.max(0, minSpan - (max - min)) / 2;
  // If values are never negative, or never over the limit, the range is extended on the other side only.
  const above = min >= 0 ? Math.max(0, missing - min) : 0;
  const below = isShare ? Math.max(0, max + missing - whole) : 0;
  return padded(min - missing + above - below, max + missing + above - below);
}

function padded(min: number, max: number): [number, number] {
  const [low, high] = uPlot.rangeNum(min, max, ROOM, true);
  // There is no margin below zero if no value is negative.
  return [min >= 0 ? Math.max(0, low!) : low!, high!];
}

/**
 * The range of a logarithmic axis: from power of ten to power of ten.
 * @param min The lowest value above zero.
 */
export function logRange(min: number, max: number): [number, number] {
  if (!(min <= max)) {
    return [1, 10];
  }
  const [from, to] = [10 ** Math.floor(Math.log10(min)), 10 ** Math.ceil(Math.log10(max))];
  return [from, to > from ? to : from * 10];
}
