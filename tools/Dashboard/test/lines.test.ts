import type uPlot from 'uplot';
import { expect, it } from 'vitest';
import { groupsOf, type Scale } from '../src/arrangement';
import { Lines } from '../src/lines';
import { Outline } from '../src/outline';
import { Channel } from '../src/store';
import type { Theme } from '../src/theme';

/** Lines of channels that each read two values in turn. */
function lines(scale: Scale | undefined, ...all: [unit: string, low: number, high: number][]): Lines {
  const channels = all.map(([unit, low, high], i) => {
    const channel = new Channel(`board:${i}`, `${i}`, i);
    channel.unit = unit;
    for (let time = 0; time < 100; time++) {
      channel.add(time, time % 2 ? high : low);
    }
    return channel;
  });
  const outlines = channels.map(({ series }) => {
    const outline = new Outline();
    outline.trace(series, { from: 0, to: 99 }, 500);
    return outline;
  });
  const choice = { kind: 'chart' as const, channels: channels.map(({ name }) => name), ...(scale ? { scale } : {}) };
  return new Lines(groupsOf(channels, [choice], false)[0]!, outlines, {} as Theme);
}

function range(made: Lines, axis = 0): number[] {
  return (made.scales[`y${axis}`]!.range as unknown as () => number[])();
}

function labels(made: Lines, splits: number[], axis = 0): unknown {
  const values = made.axes[axis]!.values as (plot: uPlot, splits: number[], axis: number, space: number, step: number) => string[];
  return values({} as uPlot, splits, 0, 0, splits[1]! - splits[0]!);
}

it('shows a share that is always 100% on an axis up to the whole', () => {
  const made = lines(undefined, ['/', 1, 1]);
  expect(range(made)[0]).toBe(0);
  expect(range(made)[1]).toBeCloseTo(1.1);
  expect(labels(made, [0, 0.25, 0.5, 0.75, 1])).toEqual(['0', '25', '50', '75', '100']);
});

it('writes the labels with the prefix of the largest', () => {
  expect(labels(lines(undefined, ['B', 0, 1.5e9]), [0, 5e8, 1e9])).toEqual(['0.0', '0.5', '1.0']);
  expect(labels(lines(undefined, ['A', 1e-6, 2.5e-6]), [1e-6, 1.5e-6, 2e-6])).toEqual(['1.0', '1.5', '2.0']);
});

it('labels degrees as they are', () => {
  expect(labels(lines(undefined, ['Cel', 21, 21]), [20, 21])).toEqual(['20', '21']);
});

it('has an axis for each of two units', () => {
  const made = lines(undefined, ['V', 3, 4], ['mA', 100, 200], ['V', 1, 2]);
  expect(made.axes.map(({ side }) => side)).toEqual([3, 1]);
  expect(made.series.map(({ scale }) => scale)).toEqual(['y0', 'y1', 'y0']);
  expect(range(made, 0)[0]).toBeLessThanOrEqual(1);
  expect(range(made, 0)[1]).toBeLessThan(10);
  expect(range(made, 1)[1]).toBeGreaterThanOrEqual(200);
});

it('has a logarithmic axis from power of ten to power of ten, and leaves out values that are not above zero', () => {
  const made = lines('log', ['lx', -5, 30], ['lx', 2, 4500]);
  expect(range(made)).toEqual([1, 10_000]);
  expect([made.place(-5), made.place(0), made.place(2)]).toEqual([undefined, undefined, 2]);
});

it('keeps a fixed range', () => {
  expect(range(lines([0, 5], ['V', 3, 4]))).toEqual([0, 5]);
});
