/** A chart over time, drawn by uPlot: what is on it, lines or lanes bring. */

import uPlot from 'uplot';
import { Alignment } from './align';
import { clockTime } from './clock';
import { listenForGestures } from './gestures';
import type { Outline } from './outline';
import type { Channel } from './store';
import type { Theme } from './theme';
import { Tooltip, type TooltipRow } from './tooltip';
import type { View } from './view';

const FONT = '12px system-ui, sans-serif';
const TIME_LABEL_DISTANCE = 84;

/** A time of day nearer to an edge than half of it would be cut. */
const HALF_LABEL = 28;
const RIGHT_PADDING = 12;

/** In pixels; a press that moves less is a click. */
const LEAST_DRAG = 6;

/** With more points to a pixel a line covers itself: it looks the same when it is thin, and takes half the time. */
const DENSE = 1.2;

/** Charts with this key share the cursor. Where one is dragged over, only that one shows it. */
const SYNC: uPlot.Cursor.Sync = { key: 'time', setSeries: false, filters: { pub: (type) => type === 'mousemove' || type === 'mouseleave' } };

/** What a chart shows, and how. */
export interface Contents {
  readonly series: uPlot.Series[];
  readonly axis: uPlot.Axis;
  readonly lineWidth: number;
  /** From the lowest to the highest that is drawn. */
  range(outlines: readonly Outline[]): [number, number];
  /** Where a value is drawn. */
  place?(value: number, channel: number): number;
  /** What was read at a time. */
  at(time: number, from: number, to: number): TooltipRow[];
  /** Adds to what uPlot has drawn. */
  finish?(plot: uPlot): void;
}

export class Chart {
  private readonly alignment: Alignment;
  private readonly plot: uPlot;
  private readonly tooltip = new Tooltip();
  private readonly resizing: ResizeObserver;

  constructor(
    private readonly host: HTMLElement,
    private readonly channels: readonly Channel[],
    /** What is drawn of each channel. */
    private readonly outlines: readonly Outline[],
    private readonly contents: Contents,
    private readonly view: View,
    private readonly theme: Theme,
    redraw: () => void,
  ) {
    this.alignment = new Alignment(outlines, contents.place?.bind(contents));
    this.plot = new uPlot(this.options(), undefined, host);
    this.plot.over.append(this.tooltip.root);
    listenForGestures(host, this.plot, view);
    this.resizing = new ResizeObserver(() => {
      this.plot.setSize(this.size());
      redraw();
    });
    this.resizing.observe(host);
  }

  draw(): void {
    const { span } = this.view;
    const width = Math.max(1, Math.round(this.plot.over.clientWidth * devicePixelRatio));
    this.channels.forEach(({ series }, i) => {
      const outline = this.outlines[i]!;
      outline.trace(series, span, width);
      this.plot.series[i + 1]!.width = outline.length > DENSE * width ? 1 / devicePixelRatio : this.contents.lineWidth;
    });
    this.alignment.update();
    this.plot.setData([this.alignment.times, ...this.alignment.columns]);
    this.showTooltip();
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
      padding: [10, RIGHT_PADDING, 0, 0],
      legend: { show: false },
      cursor: {
        y: false,
        points: { show: false },
        drag: { x: true, y: false, setScale: false, dist: LEAST_DRAG },
        sync: SYNC,
        bind: {
          dblclick: () => () => {
            view.leaveZoom();
            return null;
          },
        },
      },
      scales: {
        x: { range: () => [view.span.from, view.span.to] },
        y: { range: () => contents.range(this.outlines) },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          space: TIME_LABEL_DISTANCE,
          size: 36,
          gap: 13,
          values: (plot, splits, _, __, step) => splits.map((time) => timeLabel(plot, time, step)),
        },
        { ...axis, grid: { stroke: () => theme.line, width: 1 }, gap: 8, ...contents.axis },
      ],
      series: [{}, ...contents.series],
      hooks: {
        setCursor: [() => this.showTooltip()],
        setSelect: [(plot) => this.zoomToSelection(plot)],
        draw: [(plot) => contents.finish?.(plot)],
      },
    };
  }

  private zoomToSelection(plot: uPlot): void {
    const { left, width, height } = plot.select;
    if (width > 0) {
      this.view.zoomTo(plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x'));
      plot.setSelect({ left: 0, top: 0, width: 0, height }, false);
    }
  }

  private showTooltip(): void {
    const { plot, tooltip } = this;
    const left = plot.cursor.left ?? -1;
    tooltip.root.hidden = left < 0;
    if (left >= 0) {
      const { from, to } = this.view.span;
      const { clientWidth } = plot.over;
      const time = plot.posToVal(left, 'x');
      tooltip.show(time, (to - from) / clientWidth, this.contents.at(time, from, to), left, clientWidth);
    }
  }
}

function timeLabel(plot: uPlot, time: number, step: number): string {
  const x = plot.valToPos(time, 'x');
  const isCut = plot.over.offsetLeft + x < HALF_LABEL || plot.over.clientWidth + RIGHT_PADDING - x < HALF_LABEL;
  return isCut ? '' : clockTime(time, step);
}
