/** The reading of a channel at a time. */

import type { Timespan } from './outline';
import type { Channel, Value } from './store';

/** @param span The shown span: where it has several readings to a pixel, the nearest of the kept ones counts. */
export function readingAt(channel: Channel, time: number, { from, to }: Timespan): Value | undefined {
  if (channel.kind === 'text') {
    return channel.texts.at(time)?.text;
  }
  const [old, since] = channel.series.stretches(from, to, Infinity);
  const { ring } = since.first < since.end && since.ring.time(since.first) <= time ? since : old;
  if (!ring.length) {
    return undefined;
  }
  if (channel.kind === 'boolean') {
    // The last reading is valid until the next one.
    const next = ring.indexAt(time);
    const entry = next < ring.length && ring.time(next) === time ? next : next - 1;
    return entry < 0 || Number.isNaN(ring.low(entry)) ? undefined : ring.high(entry) > 0;
  }
  const nearest = ring.nearest(time);
  const isApart = Math.abs(ring.time(nearest) - time) > channel.maxGap + (to - from) / 100;
  return isApart || Number.isNaN(ring.low(nearest)) ? undefined : ring.mean(nearest);
}
