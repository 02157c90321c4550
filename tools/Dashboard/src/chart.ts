/** A chart over time, drawn by uPlot; its content comes from lines or lanes. */

import uPlot from 'uplot';
import { Alignment } from './align';
import { clockTime, dayOf } from './clock';
import type { Outline, Timespan } from './outline';
import type { Channel } from './store';
import type { Theme } from './theme';
import type { View } from './view';

const FONT = '11px system-ui, sans-serif';
const TIME_LABEL_DISTANCE = 76;

/** A label of a time would be cut if it were nearer to an edge than half its width. */
const HALF_LABEL = 26;
const HALF_DAY = 36;
const RIGHT_PADDING = 10;

/** Room for the symbol of the unit. */
const TOP_PADDING = 17;

/** Room for the time of day and the day below it. */
const TIME_AXIS = 36;

/** In pixels; a press that moves less is a click. */
const MIN_DRAG = 6;

/** With more points to a pixel a line covers itself: a thin line looks the same, and takes half the time. */
const DENSE = 1.2;

/** Charts with this key share the cursor. During a drag only the dragged one shows it. */
const SYNC: uPlot.Cursor.Sync = { key: 'time', setSeries: false, filters: { pub: (type) => type === 'mousemove' || type === 'mouseleave' } };

/** The content of a chart. */
export interface Contents {
  readonly series: uPlot.Series[];
  /** The vertical axes, and their scales. */
  readonly axes: uPlot.Axis[];
  readonly scales: Readonly<Record<string, uPlot.Scale>>;
  readonly lineWidth: number;
  /** Where a value is drawn; undefined where it cannot be. */
  place?(value: number, channel: number): number | undefined;
  /** Draws over uPlot's drawing. */
  finish?(plot: uPlot): void;
}

export class Chart {
  /** Is called with each new chart. */
  static onMade: ((chart: Chart) => void) | undefined;
  readonly plot: uPlot;
  private readonly alignment: Alignment;
  private readonly resizing: ResizeObserver;
  private span: Timespan;
  /** What it was last drawn for. */
  /** Whether a selection is shown, or a drag. */
  private isMarked = false;
  private drawn = { version: -1, to: 0, pixel: 0 };

  /** @param onCursor Is called with the time under the cursor; undefined when there is none. */
  constructor(
    readonly host: HTMLElement,
    private readonly channels: readonly Channel[],
    /** The points of each channel. */
    private readonly outlines: readonly Outline[],
    private readonly contents: Contents,
    readonly view: View,
    private readonly theme: Theme,
    private readonly onCursor: (time: number | undefined) => void,
    redraw: () => void,
  ) {
    this.span = view.span;
    this.alignment = new Alignment(outlines, contents.place?.bind(contents));
    this.plot = new uPlot(this.options(), undefined, host);
    Chart.onMade?.(this);
    this.resizing = new ResizeObserver(() => {
      this.plot.setSize(this.size());
      this.drawn.version = -1;
      redraw();
    });
    this.resizing.observe(host);
  }

  /** Whether anything in it has moved by a pixel. */
  get isDue(): boolean {
    const { version, to, pixel } = this.drawn;
    return version !== this.view.version || this.view.span.to - to >= pixel;
  }

  draw(): void {
    const { view, plot } = this;
    const { width } = this;
    const { from, to } = view.span;
    const pixel = (to - from) / width;
    // It ends at a whole pixel: when time advances, the picture is the same, further left.
    const end = view.isHeld ? to : Math.ceil(to / pixel) * pixel;
    this.span = { from: end - (to - from), to: end };
    this.drawn = { version: view.version, to: end - (view.isHeld ? 0 : pixel), pixel };
    this.channels.forEach(({ series }, i) => {
      const outline = this.outlines[i]!;
      outline.trace(series, this.span, width);
      plot.series[i + 1]!.width = outline.length > DENSE * width ? 1 / devicePixelRatio : this.contents.lineWidth;
    });
    this.alignment.update();
    // At once, so that its duration is measured.
    plot.batch(() => plot.setData([this.alignment.times, ...this.alignment.columns]));
    if (this.width !== width) {
      // The width of its axes has changed.
      this.drawn.version = -1;
    }
    this.showSelection();
    this.reportCursor();
  }

  /** In pixels of the screen. Not read from the element: that would cause a layout of the page. */
  private get width(): number {
    return Math.max(1, Math.round(this.plot.bbox.width));
  }

  destroy(): void {
    this.resizing.disconnect();
    this.plot.destroy();
  }

  private size(): { width: number; height: number } {
    return { width: this.host.clientWidth, height: this.host.clientHeight };
  }

  private options(): uPlot.Options {
    const { contents, theme, view } = this;
    const axis = { stroke: () => theme.text, font: FONT, ticks: { show: false } };
    return {
      ...this.size(),
      padding: [TOP_PADDING, RIGHT_PADDING, 0, 0],
      legend: { show: false },
      cursor: {
        y: false,
        points: { size: 7 },
        drag: { x: true, y: false, setScale: false, dist: MIN_DRAG },
        sync: SYNC,
        bind: {
          dblclick: () => () => {
            view.leaveZoom();
            return null;
          },
        },
      },
      scales: { x: { range: () => [this.span.from, this.span.to] }, ...contents.scales },
      axes: [
        {
          ...axis,
          grid: { show: false },
          space: TIME_LABEL_DISTANCE,
          size: TIME_AXIS,
          gap: 7,
          values: (plot, splits, _, __, step) => timeLabels(plot, splits, step),
        },
        ...contents.axes.map((vertical) => ({ ...axis, grid: { stroke: () => theme.line, width: 1 }, gap: 6, ...vertical })),
      ],
      series: [{}, ...contents.series],
      hooks: {
        setCursor: [() => this.reportCursor()],
        setSelect: [(plot) => this.takeSelection(plot)],
        draw: [(plot) => contents.finish?.(plot)],
      },
    };
  }

  /** Zooms into the dragged range; with Shift selects it. */
  private takeSelection(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width > 0) {
      this.isMarked = true;
      const [from, to] = [plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x')];
      if (plot.cursor.event?.shiftKey) {
        this.view.select(from, to);
      } else {
        this.view.zoomTo(from, to);
      }
    }
  }

  private showSelection(): void {
    const { plot, view } = this;
    const { selection } = view;
    // A drag that is going on is kept: it would be lost before the mouse is released.
    if (!selection && !this.isMarked) {
      return;
    }
    this.isMarked = !!selection;
    const [left, right] = selection ? [plot.valToPos(selection.from, 'x'), plot.valToPos(selection.to, 'x')] : [0, 0];
    plot.setSelect({ left, width: right - left, top: 0, height: plot.bbox.height / devicePixelRatio }, false);
  }

  private reportCursor(): void {
    const left = this.plot.cursor.left ?? -1;
    this.onCursor(left < 0 ? undefined : this.plot.posToVal(left, 'x'));
  }
}

/** Times of day, with the day below the first and below each first one of a day, unless all are of today. */
function timeLabels(plot: uPlot, splits: number[], step: number): string[] {
  const { bbox } = plot;
  const [left, width] = [bbox.left / devicePixelRatio, bbox.width / devicePixelRatio];
  let day = dayOf(Date.now() / 1000);
  return splits.map((time) => {
    const x = plot.valToPos(time, 'x');
    const isCut = (half: number) => left + x < half || width + RIGHT_PADDING - x < half;
    const label = isCut(HALF_LABEL) ? '' : clockTime(time, step);
    if (dayOf(time) === day || isCut(HALF_DAY)) {
      return label;
    }
    day = dayOf(time);
    return `${label}\n${day}`;
  });
}
