/** The span of time that all charts show. */

import type { Timespan } from './outline';

/** Charts with few readings begin with this share of the window and grow. */
const MIN_SHARE = 0.05;

/** In seconds. Readings of each millisecond are still separate in the shortest. */
const SHORTEST_ZOOM = 0.02;

/** In seconds: the longest window, and how long readings of the past are kept. */
export const LONGEST = 7 * 86_400;

export class View {
  /** Counts the changes: a chart that was drawn for this version only moves with time. */
  version = 0;
  private zoomed: Timespan | undefined;
  private marked: Timespan | undefined;
  private pausedTime: number | undefined;
  private latest = 0;
  private first = 0;

  constructor(
    /** The window's length in seconds. */
    private length: number,
    private readonly onChange: () => void,
  ) {}

  get isPaused(): boolean {
    return this.pausedTime !== undefined;
  }

  get zoom(): Timespan | undefined {
    return this.zoomed;
  }

  /** Whether the end of the shown span is fixed. */
  get isHeld(): boolean {
    return this.isPaused || this.zoomed !== undefined;
  }

  /** The selected part of the shown span. */
  get selection(): Timespan | undefined {
    return this.marked;
  }

  get span(): Timespan {
    if (this.zoomed) {
      return this.zoomed;
    }
    const to = this.pausedTime ?? this.latest;
    return { from: Math.max(to - this.length, Math.min(this.first, to - this.length * MIN_SHARE)), to };
  }

  /** The span of the statistics. */
  get measured(): Timespan {
    return this.marked ?? this.span;
  }

  /** Sets the span of the available readings. */
  extend(first: number, latest: number): void {
    this.first = first;
    this.latest = latest;
  }

  /** Everything must be drawn again: readings have come that are not the newest. */
  refresh(): void {
    this.version++;
    this.onChange();
  }

  setLength(seconds: number): void {
    this.length = seconds;
    this.leaveZoom();
  }

  pause(): void {
    this.pausedTime = this.latest;
    this.refresh();
  }

  resume(): void {
    this.pausedTime = undefined;
    this.leaveZoom();
  }

  zoomTo(from: number, to: number): void {
    const length = Math.min(LONGEST, Math.max(SHORTEST_ZOOM, to - from));
    const middle = (from + to) / 2;
    // There is nothing to see in the future.
    const end = Math.min(middle + length / 2, Math.max(this.latest, middle - length / 2 + SHORTEST_ZOOM));
    this.zoomed = { from: end - length, to: end };
    this.refresh();
  }

  /** @param factor Below 1 shows a shorter span, in more detail. */
  zoomBy(factor: number, centre: number): void {
    const { from, to } = this.span;
    this.zoomTo(centre - (centre - from) * factor, centre + (to - centre) * factor);
  }

  /** @param share The share of the shown span to move by; below 0 into the past. */
  pan(share: number): void {
    const { from, to } = this.span;
    const distance = Math.min(share * (to - from), Math.max(0, this.latest - to));
    this.zoomTo(from + distance, to + distance);
  }

  /** Selects a part of the shown span, from either end; undefined clears the selection. */
  select(one?: number, other?: number): void {
    this.marked = one === undefined || other === undefined ? undefined : { from: Math.min(one, other), to: Math.max(one, other) };
    this.refresh();
  }

  leaveZoom(): void {
    this.zoomed = undefined;
    this.marked = undefined;
    this.refresh();
  }
}
