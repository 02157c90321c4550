/**
 * How a line is drawn. Stroking a path is slow where it goes up and down many times in every column of pixels, and
 * nobody could tell: such columns are filled as rectangles, which is quick. What is left for the stroke is smooth.
 */

import type { Outline } from './outline';

export const LINE_WIDTH = 2;

/** A column that is not higher is a point of the line. */
const FLAT = 1.5 * LINE_WIDTH;

/** So far apart, in pixels, a column still touches the one before it. */
const TOUCHING = 1.5;

/** From an outline to the canvas. */
export interface Placement {
  readonly left: number;
  /** How wide a pixel of the outline is drawn. */
  readonly scale: number;
  /** Where a value is. */
  y(value: number): number;
}

/** Draws with the context's fill and stroke, which are the same colour. */
export function drawLine(context: CanvasRenderingContext2D, outline: Outline, placement: Placement): void {
  const line = outline.isDense ? fillColumns(context, outline, placement) : pathOf(outline, placement);
  context.lineWidth = LINE_WIDTH;
  context.lineJoin = 'round';
  context.stroke(line);
}

function pathOf(outline: Outline, { left, scale, y }: Placement): Path2D {
  const path = new Path2D();
  let isInterrupted = true;
  for (let i = 0; i < outline.length; i++) {
    const x = left + outline.xs[i]! * scale;
    const [first, low, high, last] = [y(outline.firsts[i]!), y(outline.lows[i]!), y(outline.highs[i]!), y(outline.lasts[i]!)];
    if (Number.isNaN(first)) {
      isInterrupted = true;
      continue;
    }
    if (isInterrupted) {
      path.moveTo(x, first);
      isInterrupted = false;
    }
    path.lineTo(x, first);
    if (low !== high) {
      const isRising = last <= first;
      path.lineTo(x, isRising ? low : high);
      path.lineTo(x, isRising ? high : low);
      path.lineTo(x, last);
    }
  }
  return path;
}

/** @returns What is left for the stroke. */
function fillColumns(context: CanvasRenderingContext2D, outline: Outline, { left, scale, y }: Placement): Path2D {
  const line = new Path2D();
  /** Where the column before has ended; NaN where the line is interrupted. */
  let lastX = NaN;
  let lastY = NaN;
  for (let i = 0; i < outline.length; i++) {
    const x = left + outline.xs[i]! * scale;
    const high = y(outline.highs[i]!);
    const low = y(outline.lows[i]!);
    if (Number.isNaN(low)) {
      lastX = NaN;
      continue;
    }
    const first = y(outline.firsts[i]!);
    if (Number.isNaN(lastX)) {
      line.moveTo(x, first);
    }
    const isTouching = x - lastX <= TOUCHING;
    const top = isTouching ? Math.min(high, lastY) : high;
    const bottom = isTouching ? Math.max(low, lastY) : low;
    if (bottom - top <= FLAT) {
      lastY = (high + low) / 2;
      line.lineTo(x, lastY);
    } else {
      if (!isTouching) {
        line.lineTo(x, first);
      }
      fillColumn(context, x, top, bottom);
      lastY = y(outline.lasts[i]!);
      line.moveTo(x, lastY);
    }
    lastX = x;
  }
  return line;
}

/** Fills what lies between the line and the bottom. */
export function fillUnderLine(context: CanvasRenderingContext2D, outline: Outline, { left, scale, y }: Placement, bottom: number): void {
  const surface = new Path2D();
  let lastX = NaN;
  for (let i = 0; i < outline.length; i++) {
    const x = left + outline.xs[i]! * scale;
    const high = y(outline.highs[i]!);
    if (Number.isNaN(high)) {
      surface.lineTo(lastX, bottom);
      lastX = NaN;
      continue;
    }
    if (Number.isNaN(lastX)) {
      surface.moveTo(x, bottom);
    }
    surface.lineTo(x, high);
    lastX = x;
  }
  surface.lineTo(lastX, bottom);
  context.fill(surface);
}

/** On whole pixels of the screen: anything else would have to be blended. */
function fillColumn(context: CanvasRenderingContext2D, x: number, top: number, bottom: number): void {
  const snap = (length: number) => Math.round(length * devicePixelRatio) / devicePixelRatio;
  const start = snap(top - LINE_WIDTH / 2);
  context.fillRect(snap(x - LINE_WIDTH / 2), start, LINE_WIDTH, snap(bottom + LINE_WIDTH / 2) - start);
}
