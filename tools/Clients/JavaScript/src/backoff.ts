/** How long to wait before the next attempt to connect. */

export const LONGEST_DELAY = 10_000;
const FIRST_DELAY = 500;

/**
 * Doubles with each failed attempt in a row. Half of the delay is random, so that the browsers that lost the same
 * board do not all reconnect at the same time.
 * @param failures Failed attempts in a row, from 1.
 * @param random As Math.random.
 * @returns Milliseconds.
 */
export function backoffDelay(failures: number, random: () => number): number {
  const ceiling = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (failures - 1));
  return ceiling * (0.5 + 0.5 * random());
}
