/** A canvas with a time axis, on which something is drawn: lines or lanes. */

import { clockTime } from './clock';
import { element } from './elements';
import { listenForGestures } from './gestures';
import type { Timespan } from './outline';
import type { Theme } from './theme';
import { timeStep, timeTicks } from './ticks';
import { Tooltip, type TooltipRow } from './tooltip';
import type { View } from './view';

export const FONT = '12px system-ui, sans-serif';

/** Room around the drawing, in pixels. */
export const TOP = 10;
const RIGHT = 12;
const BOTTOM = 28;
const TIME_LABEL_DISTANCE = 84;

/** Where to draw, in pixels of the style sheet. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Painter {
  /** Looks at the readings first, for it decides how much room the labels on the left need. */
  prepare(span: Timespan, width: number, height: number): number;
  paint(context: CanvasRenderingContext2D, area: Area, span: Timespan): void;
  /** What was read at a time. */
  at(time: number): TooltipRow[];
}

export class Plot {
  private readonly canvas = element('canvas', '');
  private readonly over = element('div', 'over');
  private readonly cursor = element('div', 'cursor');
  private readonly selection = element('div', 'selection');
  private readonly tooltip = new Tooltip();
  private readonly context = this.canvas.getContext('2d')!;
  private readonly resizing: ResizeObserver;
  private width = 0;
  private height = 0;

  constructor(
    host: HTMLElement,
    private readonly painter: Painter,
    private readonly view: View,
    private readonly theme: Theme,
    onResize: () => void,
  ) {
    this.cursor.hidden = this.selection.hidden = true;
    this.over.append(this.cursor, this.selection, this.tooltip.root);
    host.append(this.canvas, this.over);
    listenForGestures(host, this.over, this.selection, view);
    this.resizing = new ResizeObserver(() => {
      this.width = host.clientWidth;
      this.height = host.clientHeight;
      onResize();
    });
    this.resizing.observe(host);
  }

  draw(): void {
    const { context, width, height } = this;
    if (!width || !height) {
      return;
    }
    this.fitCanvas();
    const { span } = this.view;
    const labels = this.painter.prepare(span, width - RIGHT, height - TOP - BOTTOM);
    const area = { left: labels, top: TOP, width: Math.max(1, width - labels - RIGHT), height: height - TOP - BOTTOM };
    context.clearRect(0, 0, width, height);
    context.font = FONT;
    this.drawTimes(area, span);
    this.painter.paint(context, area, span);
    this.placeOver(area, span);
  }

  destroy(): void {
    this.resizing.disconnect();
  }

  private fitCanvas(): void {
    const width = Math.round(this.width * devicePixelRatio);
    const height = Math.round(this.height * devicePixelRatio);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    this.context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  }

  private drawTimes({ left, width, top, height }: Area, { from, to }: Timespan): void {
    const { context } = this;
    const step = timeStep(((to - from) * TIME_LABEL_DISTANCE) / width);
    const offset = -60 * new Date(to * 1000).getTimezoneOffset();
    context.fillStyle = this.theme.text;
    context.textAlign = 'center';
    context.textBaseline = 'bottom';
    for (const time of timeTicks(from, to, step, offset)) {
      const label = clockTime(time, step);
      const x = left + ((time - from) / (to - from)) * width;
      const half = context.measureText(label).width / 2;
      // A label that would be cut is left out.
      if (x >= half && x + half <= left + width + RIGHT) {
        context.fillText(label, x, top + height + BOTTOM - 4);
      }
    }
  }

  private placeOver(area: Area, { from, to }: Timespan): void {
    Object.assign(this.over.style, { left: `${area.left}px`, top: `${area.top}px`, width: `${area.width}px`, height: `${area.height}px` });
    const time = this.view.cursor;
    this.cursor.hidden = time === undefined || time < from || time > to;
    this.tooltip.root.hidden = this.cursor.hidden;
    if (time !== undefined && !this.cursor.hidden) {
      const x = ((time - from) / (to - from)) * area.width;
      this.cursor.style.transform = `translateX(${x}px)`;
      this.tooltip.show(time, (to - from) / area.width, this.painter.at(time), x, area.width);
    }
  }
}
