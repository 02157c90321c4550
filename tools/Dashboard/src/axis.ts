/** How far a vertical axis goes. */

import uPlot from 'uplot';

/** At least so many steps of the sensor's resolution: noise of one step is not drama. */
const MIN_STEPS = 10;

/** Room above and below, as a share of what is between the lowest and the highest. */
const ROOM = 0.1;

/**
 * @param min The lowest that is drawn; above `max` when there is nothing.
 * @param max The highest.
 * @param resolution The smallest step that the sensors have told.
 * @param whole What no value can exceed, if there is such a thing.
 */
export function axisRange(min: number, max: number, resolution: number, whole: number | undefined): [number, number] {
  if (min > max) {
    return [0, whole ?? 1];
  }
  const isShare = whole !== undefined && min >= 0 && max <= whole;
  if (isShare && min === max) {
    return padded(0, whole);
  }
  // A sensor that has told only whole numbers may be finer: the step then says less than the value itself.
  const minSpan = Math.min(MIN_STEPS * resolution, Math.max(-min, max) || 1);
  const missing = Math.max(0, minSpan - (max - min)) / 2;
  // What is never negative, or never over the whole, gets all that is missing on the other side.
  const above = min >= 0 ? Math.max(0, missing - min) : 0;
  const below = isShare ? Math.max(0, max + missing - whole) : 0;
  return padded(min - missing + above - below, max + missing + above - below);
}

function padded(min: number, max: number): [number, number] {
  const [low, high] = uPlot.rangeNum(min, max, ROOM, true);
  // What is never negative is not drawn with room below zero.
  return [min >= 0 ? Math.max(0, low!) : low!, high!];
}

/**
 * How far a logarithmic axis goes: from power of ten to power of ten.
 * @param min The lowest that is drawn, above zero.
 */
export function logRange(min: number, max: number): [number, number] {
  if (!(min <= max)) {
    return [1, 10];
  }
  const [from, to] = [10 ** Math.floor(Math.log10(min)), 10 ** Math.ceil(Math.log10(max))];
  return [from, to > from ? to : from * 10];
}
