/** The layout of the cards: in columns and rows without a gap, as large as there is room for. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The preferred size of a card, in cells. */
export interface SizeRequest extends Size {
  /** The pixels that it needs to be fully visible; it takes as many rows. */
  readonly needed?: number;
}

/** A place, in steps of a column (from 0) and in rows. */
export interface Place extends Size {
  readonly x: number;
  readonly y: number;
}

export interface Plan {
  /** How many columns; each has STEPS steps. */
  readonly columns: number;
  /** The heights of the rows in CSS; none if each is as high as its content. */
  readonly rows: readonly string[];
  /** Of all rows, in pixels. */
  readonly height: number;
  readonly places: readonly Place[];
}

/** The minimum size of a cell, in pixels. */
export interface Cell {
  readonly width: number;
  readonly height: number;
}

/** The steps of a column: two, three, four and six cards divide any number of columns evenly. */
export const STEPS = 12;

/** Of the height that other rows leave. */
const SHARE = 'minmax(0,1fr)';

/** The best ratio of a chart's width to its height. */
const BEST_SHAPE = 2.2;

/**
 * Finds the number of columns with which all cards fit, in the best shape; if none does, as many as there is room
 * for.
 */
export function plan(sizes: readonly SizeRequest[], room: Size, cell: Cell): Plan {
  const maxColumns = Math.max(1, Math.floor(room.width / cell.width));
  let best: Plan | undefined;
  let bestShape = Infinity;
  for (let columns = 1; columns <= maxColumns; columns++) {
    const { places, rows } = packed(sizes, columns, room.height);
    const rowHeight = room.height / rows;
    const shape = Math.abs(Math.log(room.width / columns / rowHeight / BEST_SHAPE));
    if (rowHeight >= cell.height && shape < bestShape) {
      best = { columns, rows: rowsOf(sizes, places, rows), height: room.height, places };
      bestShape = shape;
    }
  }
  if (best) {
    return best;
  }
  // Whole rows fill the screen.
  const rowHeight = maxColumns === 1 ? 0 : room.height / Math.max(1, Math.floor(room.height / cell.height));
  const { places, rows } = pack(at(sizes, rowHeight), maxColumns);
  return { columns: maxColumns, rows: rowHeight ? rowsOf(sizes, places, rows) : [], height: rows * rowHeight, places };
}

/** The fewer the rows, the higher they are, and the fewer of them a card needs. */
function packed(sizes: readonly SizeRequest[], columns: number, height: number): { places: Place[]; rows: number } {
  let made = pack(sizes, columns);
  for (let attempt = 0; attempt < 3; attempt++) {
    made = pack(at(sizes, height / made.rows), columns);
  }
  return made;
}

function at(sizes: readonly SizeRequest[], rowHeight: number): Size[] {
  return sizes.map(({ width, height, needed = 0 }) => ({ width, height: rowHeight ? Math.max(height, Math.ceil(needed / rowHeight)) : 1 }));
}

/** A row of switches and lanes is as high as they are, and charts share the rest. */
function rowsOf(sizes: readonly SizeRequest[], places: readonly Place[], count: number): string[] {
  const rows = Array.from({ length: count }, () => 'auto');
  places.forEach(({ y, height }, i) => {
    if (height > 1 || !sizes[i]!.needed) {
      rows.fill(SHARE, y, y + height);
    }
  });
  return rows.includes(SHARE) ? rows : rows.fill(SHARE);
}

/** Each card takes the first place where it fits; then empty cells are given to its neighbours. */
export function pack(sizes: readonly Size[], columns: number): { places: Place[]; rows: number } {
  const taken: (number | undefined)[][] = [];
  const rowAt = (y: number) => (taken[y] ??= Array.from({ length: columns }));
  const cards = sizes.map((size, i) => {
    const width = Math.min(size.width, columns);
    const height = columns === 1 ? 1 : size.height;
    for (let y = 0; ; y++) {
      for (let x = 0; x + width <= columns; x++) {
        const rows = Array.from({ length: height }, (_, row) => rowAt(y + row));
        if (rows.every((row) => row.slice(x, x + width).every((card) => card === undefined))) {
          rows.forEach((row) => row.fill(i, x, x + width));
          return { x, y, width, height };
        }
      }
    }
  });
  const inUse = taken.filter((row) => row.some((card) => card !== undefined));
  return { places: fill(cards, inUse), rows: Math.max(1, inUse.length) };
}

function fill(cards: Place[], rows: readonly (number | undefined)[][]): Place[] {
  const places = cards.map(({ x, y, width, height }) => ({ x: x * STEPS, y, width: width * STEPS, height }));
  rows.forEach((row, y) => {
    const inside = [...new Set(row)].filter((card) => card !== undefined);
    if (inside.length && row.includes(undefined) && inside.every((card) => cards[card]!.height === 1)) {
      // They fill the row: each gets its share.
      const wanted = inside.reduce((sum, card) => sum + cards[card]!.width, 0);
      let before = 0;
      for (const card of inside) {
        const start = Math.round((before * row.length * STEPS) / wanted);
        before += cards[card]!.width;
        const end = Math.round((before * row.length * STEPS) / wanted);
        Object.assign(places[card]!, { x: start, width: end - start });
      }
      return;
    }
    for (let x = 0; x < row.length; x++) {
      const left = row[x - 1];
      const above = rows[y - 1]?.[x];
      if (row[x] !== undefined) {
        continue;
      }
      if (left !== undefined && places[left]!.height === 1) {
        row[x] = left;
        places[left]!.width += STEPS;
      } else if (above !== undefined && isFree(row, places[above]!)) {
        const { x: from, width } = places[above]!;
        row.fill(above, from / STEPS, (from + width) / STEPS);
        places[above]!.height++;
      }
    }
  });
  return places;
}

/** Whether the cards above, in whole columns, can grow into the row. */
function isFree(row: readonly (number | undefined)[], { x, width }: Place): boolean {
  return x % STEPS === 0 && width % STEPS === 0 && row.slice(x / STEPS, (x + width) / STEPS).every((card) => card === undefined);
}
