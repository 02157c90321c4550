import { describe, expect, it } from 'vitest';
import { ChannelPast, LEVELS } from '../src/more/past';
import { readingAt } from '../src/readings';
import { Statistics } from '../src/statistics';
import { Series } from '../src/series';
import { Channel } from '../src/store';

const HOUR = 3600;
const DAY = 24 * HOUR;

/** A reading a second for so many seconds, from a time on. */
function fill(past: ChannelPast, from: number, seconds: number): void {
  for (let i = 0; i < seconds; i++) {
    past.add(from + i, Math.sin((from + i) / 100), 4);
  }
}

/** A series that has only its past. */
function beginningAfter(past: ChannelPast): Series {
  const series = new Series();
  series.past = past;
  return series;
}

describe('the past of a channel', () => {
  it('reaches a week back, at lower resolutions, in bounded memory', () => {
    const past = new ChannelPast();
    for (let time = 0; time < 9 * DAY; time += 5) {
      past.add(time, time % 100, 16);
    }
    const to = 9 * DAY;
    expect(past.firstTime).toBeLessThan(to - 7 * DAY);
    for (const span of [600, 2 * HOUR, DAY, 7 * DAY]) {
      const ring = past.ring(to - span, to, 4096 * 4);
      expect(ring.firstTime).toBeLessThanOrEqual(to - span);
      expect(ring.lastTime).toBeGreaterThan(to - 61);
    }
    expect(past.ring(to - 600, to, 4096)).toBe(past.rings[0]);
    expect(past.ring(to - 7 * DAY, to, 20_000)).toBe(past.rings[2]);
  });

  it('marks a gap with its real length, once', () => {
    const past = new ChannelPast();
    fill(past, 0, 100);
    fill(past, 1000, 100);
    for (const ring of past.rings) {
      const gaps = Array.from({ length: ring.length }, (_, i) => i).filter((i) => Number.isNaN(ring.low(i)));
      expect(gaps.map((i) => ring.time(i))).toEqual([(99 + 1000) / 2]);
    }
  });

  it('leaves out readings that it has already', () => {
    const past = new ChannelPast();
    fill(past, 0, 100);
    fill(past, 50, 100);
    expect(Array.from({ length: past.rings[0]!.length }, (_, i) => past.rings[0]!.time(i))).toEqual(Array.from({ length: 150 }, (_, i) => i));
  });

  it('is restored as it was stored, and continues', () => {
    const past = new ChannelPast();
    fill(past, 0, 3 * HOUR);
    const restored = new ChannelPast();
    LEVELS.forEach((_, level) => {
      restored.restore(level, past.entries(level, 0, 2 * HOUR));
      restored.restore(level, past.entries(level, HOUR, Infinity));
    });
    fill(past, 3 * HOUR, 100);
    fill(restored, 3 * HOUR, 100);
    for (const span of [{ from: 3 * HOUR - 50, to: 3 * HOUR + 50 }, { from: 0, to: 4 * HOUR }]) {
      const [one, other] = [new Statistics(), new Statistics()];
      one.take(beginningAfter(past), span);
      other.take(beginningAfter(restored), span);
      expect(other).toEqual(one);
    }
  });

  it('is shown by a series for the time before its start', () => {
    const past = new ChannelPast();
    fill(past, 0, 1000);
    const series = new Series();
    series.past = past;
    for (let time = 900; time < 1100; time++) {
      series.push(time, 1);
      past.add(time, 1, 4);
    }
    expect(series.firstTime).toBe(0);
    expect(series.stretches(950, 1100, 4096).map(({ ring, first, end }) => [ring, end - first])).toEqual([[series.newest, 0], [series.newest, 150]]);
    const all = new Statistics();
    all.take(series, { from: 0, to: 1100 });
    expect(all.count).toBe(1100);
  });

  it('is replaced by the readings themselves where they are present', () => {
    const past = new ChannelPast();
    const series = beginningAfter(past);
    for (let i = 0; i < 2000; i++) {
      const time = i / 20;
      past.add(time, Math.sin(i), 4);
      if (time >= 50.2) {
        series.push(time, Math.sin(i));
      }
    }
    const [old, since] = series.stretches(0, 100, 10_000);
    expect([old.ring.time(old.end - 1), since.ring.time(since.first), since.end - since.first]).toEqual([50, 51, 980]);
    const all = new Statistics();
    all.take(series, { from: 0, to: 100 });
    expect(all.count).toBe(2000);
    const channel = new Channel('a', 'a', 0);
    channel.series.past = past;
    for (let i = 1004; i < 2000; i++) {
      channel.series.push(i / 20, Math.sin(i));
    }
    expect(readingAt(channel, 80, { from: 0, to: 100 })).toBe(Math.sin(1600));
    expect(readingAt(channel, 30.4, { from: 0, to: 100 })).toBeCloseTo(old.ring.mean(30), 12);
  });
});
