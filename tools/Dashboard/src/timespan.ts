/** Which stretch of time a chart shows. */

import type { Channel } from './store';

export interface Timespan {
  readonly from: number;
  readonly to: number;
}

const SHORTEST = 120;

/** A slow channel gets a longer stretch, so that its line has a shape. */
const READINGS = 120;

/** A chart that has little to show begins with this much of it and grows. */
const LEAST_SHARE = 0.05;

export function timespanOf(channels: readonly Channel[], to: number): Timespan {
  const length = Math.max(
    SHORTEST,
    ...channels.map((channel) => Math.max(READINGS * channel.updateTime, channel.historySpan)),
  );
  const firstTime = Math.min(...channels.map((channel) => channel.ring.firstTime));
  return { from: Math.max(to - length, Math.min(firstTime, to - length * LEAST_SHARE)), to };
}
