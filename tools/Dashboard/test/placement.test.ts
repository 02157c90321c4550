import { describe, expect, it } from 'vitest';
import { pack, plan, STEPS, type Size } from '../src/placement';

const cards = (count: number): Size[] => Array.from({ length: count }, () => ({ width: 1, height: 1 }));
const SHARE = 'minmax(0,1fr)';
const SMALL = { width: 360, height: 216 };

/** How often each step of each row is covered. */
function cover(sizes: readonly Size[], columns: number): Set<number> {
  const { places, rows } = pack(sizes, columns);
  const cells = Array.from({ length: rows }, () => new Array<number>(columns * STEPS).fill(0));
  for (const { x, y, width, height } of places) {
    for (let row = y; row < y + height; row++) {
      for (let column = x; column < x + width; column++) {
        cells[row]![column]!++;
      }
    }
  }
  return new Set(cells.flat());
}

describe('pack', () => {
  it('leaves no gap and covers nothing twice', () => {
    for (let columns = 1; columns <= 6; columns++) {
      for (let count = 1; count <= 33; count++) {
        expect([columns, count, ...cover(cards(count), columns)]).toEqual([columns, count, 1]);
      }
    }
  });

  it('covers nothing twice, whatever the sizes', () => {
    for (let seed = 1; seed <= 500; seed++) {
      let state = seed;
      const random = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
      const sizes = Array.from({ length: 1 + random(12) }, () => ({ width: 1 + random(2), height: 1 + random(3) }));
      expect(Math.max(...cover(sizes, 1 + random(6)))).toBe(1);
    }
  });

  it('keeps the order, and fills holes with the next cards', () => {
    const { places } = pack([{ width: 1, height: 1 }, { width: 2, height: 1 }, { width: 1, height: 1 }, { width: 1, height: 1 }], 2);
    expect(places.map(({ x, y }) => [x / STEPS, y])).toEqual([[0, 0], [0, 1], [1, 0], [0, 2]]);
  });
});

describe('plan', () => {
  it('gives one card all the room', () => {
    expect(plan(cards(1), { width: 1920, height: 1000 }, SMALL)).toEqual({
      columns: 1,
      rows: [SHARE],
      height: 1000,
      places: [{ x: 0, y: 0, width: STEPS, height: 1 }],
    });
  });

  it.each([
    [9, 1280, 730, 3, 3],
    [6, 1280, 730, 2, 3],
    [16, 1920, 1010, 4, 4],
    [32, 2560, 1370, 6, 6],
  ])('%i cards on %i x %i: %i columns, %i rows', (count, width, height, columns, rows) => {
    const made = plan(cards(count), { width, height }, SMALL);
    expect([made.columns, made.rows.length, made.height]).toEqual([columns, rows, height]);
  });

  it('gives charts the height that a row of switches does not need', () => {
    const sizes = [...cards(4), { width: 1, height: 1, needed: 118 }, { width: 1, height: 1, needed: 194 }];
    const { columns, rows, height } = plan(sizes, { width: 1280, height: 750 }, SMALL);
    expect([columns, rows, height]).toEqual([2, [SHARE, SHARE, 'auto'], 750]);
  });

  it.each([
    ['a chart beside the switches needs its height', [...cards(5), { width: 1, height: 1, needed: 100 }]],
    ['switches alone fill the screen', Array.from({ length: 6 }, () => ({ width: 1, height: 1, needed: 100 }))],
    ['what needs more than a row has two', [...cards(4), { width: 1, height: 1, needed: 400 }]],
  ])('%s', (_, sizes) => {
    const { rows } = plan(sizes, { width: 1280, height: 750 }, SMALL);
    expect([...new Set(rows)]).toEqual([SHARE]);
  });

  it('fills the screen with whole rows if not all cards fit', () => {
    const made = plan(cards(32), { width: 1280, height: 730 }, SMALL);
    expect([made.columns, made.rows.length, Math.round(made.height)]).toEqual([3, 11, Math.round((11 * 730) / 3)]);
  });

  it('has one column on a phone, each card with its own height', () => {
    const made = plan(cards(5), { width: 390, height: 760 }, SMALL);
    expect([made.columns, made.rows, made.height, made.places.length]).toEqual([1, [], 0, 5]);
  });
});
