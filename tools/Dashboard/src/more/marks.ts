/** Draws levels into a chart: a line, and a tint on the side beyond it. */

import type uPlot from 'uplot';
import type { Theme } from '../theme';
import { type Limit, Severity } from './levels';

export function drawLimits(plot: uPlot, limits: readonly Limit[], scale: string, theme: Theme): void {
  const { ctx, bbox } = plot;
  const isLog = plot.scales[scale]!.distr === 3;
  const bottomEdge = bbox.top + bbox.height;
  for (const { value, isUpper, severity } of limits) {
    const isAlarm = severity === Severity.Alarm;
    // In the middle of a pixel a thin line is sharp.
    const y = Math.round(plot.valToPos(isLog ? Math.max(value, plot.scales[scale]!.min!) : value, scale, true)) + (devicePixelRatio % 2) / 2;
    const top = isUpper ? bbox.top : Math.max(bbox.top, y);
    const bottom = isUpper ? Math.min(bottomEdge, y) : bottomEdge;
    if (top >= bottom) {
      continue;
    }
    ctx.save();
    ctx.fillStyle = ctx.strokeStyle = isAlarm ? theme.alarm : theme.warning;
    ctx.globalAlpha = 0.1;
    ctx.fillRect(bbox.left, top, bbox.width, bottom - top);
    ctx.globalAlpha = 1;
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash((isAlarm ? [6, 3] : [2, 3]).map((length) => length * devicePixelRatio));
    if (y > bbox.top && y < bottomEdge) {
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
    }
    ctx.restore();
  }
}
