/** Whether a reading is beyond a level, with hysteresis. */

import type { Description } from '../../../Clients/JavaScript/src/description';
import type { Levels } from '../settings';

export const enum Severity {
  None,
  Warning,
  Alarm,
}

/** A level, and the side of it that is beyond. */
export interface Limit {
  readonly severity: Severity;
  readonly value: number;
  readonly isUpper: boolean;
}

const announced = new WeakMap<Description, Levels>();

/** The levels of a channel's description; undefined if there are none. */
export function announcedLevels(description: Description): Levels | undefined {
  let levels = announced.get(description);
  if (!levels) {
    const { alarmlow, warnlow, warnhigh, alarmhigh } = description;
    const all = { low: alarmlow, lowWarning: warnlow, highWarning: warnhigh, high: alarmhigh };
    levels = Object.fromEntries(Object.entries(all).filter(([, level]) => level !== undefined)) as Levels;
    announced.set(description, levels);
  }
  return limitsOf(levels).length ? levels : undefined;
}

/** The most severe first. */
export function limitsOf({ low, lowWarning, highWarning, high }: Levels): Limit[] {
  const all: [number | undefined, Severity, boolean][] = [
    [high, Severity.Alarm, true],
    [low, Severity.Alarm, false],
    [highWarning, Severity.Warning, true],
    [lowWarning, Severity.Warning, false],
  ];
  return all.flatMap(([value, severity, isUpper]) => (value === undefined ? [] : [{ severity, value, isUpper }]));
}

/**
 * The most severe limit that a reading is beyond. A limit that was crossed ends only when the reading is back by the hysteresis.
 * @param before The limit of the reading before.
 */
export function limitBeyond(reading: number, levels: Levels, before: Limit | undefined): Limit | undefined {
  const { hysteresis = 0 } = levels;
  return limitsOf(levels).find((limit) => {
    const { value, isUpper, severity } = limit;
    // A reading beyond the alarm is also beyond the warning.
    const wasBeyond = before !== undefined && before.isUpper === isUpper && before.severity >= severity;
    const allowed = wasBeyond ? hysteresis : 0;
    return isUpper ? reading > value - allowed : reading < value + allowed;
  });
}
