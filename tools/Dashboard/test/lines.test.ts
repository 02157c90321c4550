import type uPlot from 'uplot';
import { expect, it } from 'vitest';
import { Lines } from '../src/lines';
import { Outline } from '../src/outline';
import { Channel } from '../src/store';
import type { Theme } from '../src/theme';

/** Lines of one channel that always reads the same. */
function constant(unit: string, value: number): { lines: Lines; range: [number, number] } {
  const channel = new Channel('board:one', 'one', 0);
  channel.unit = unit;
  const outline = new Outline();
  for (let time = 0; time < 100; time++) {
    channel.add(time, value);
  }
  outline.trace(channel.series, { from: 0, to: 99 }, 500);
  const lines = new Lines(unit, [channel], {} as Theme);
  return { lines, range: lines.range([outline]) };
}

function labels(lines: Lines, splits: number[]): unknown {
  const values = lines.axis.values as (plot: uPlot, splits: number[], axis: number, space: number, step: number) => string[];
  return values({} as uPlot, splits, 0, 0, splits[1]! - splits[0]!);
}

it('shows a share that is always 100% as one of a whole', () => {
  const { lines, range } = constant('/', 1);
  expect(range[0]).toBe(0);
  expect(range[1]).toBeCloseTo(1.1);
  expect(labels(lines, [0, 0.25, 0.5, 0.75, 1])).toEqual(['0', '25', '50', '75', '100']);
});

it('labels bytes with the unit of the axis', () => {
  expect(labels(constant('B', 1.5e9).lines, [0, 5e8, 1e9])).toEqual(['0.0 GB', '0.5 GB', '1.0 GB']);
});

it('labels degrees without', () => {
  expect(labels(constant('Cel', 21).lines, [20, 21])).toEqual(['20', '21']);
});
