/** A chart as a PNG file, with its title and its channels' readings. */

import type { Card } from '../card';
import { momentOf } from '../clock';
import type { Page } from '../main';
import { download, fileName } from './files';
import type { MenuItem } from './menu';
import * as words from '../words/index';

/** In pixels of the style sheet. */
const MARGIN = 12;
const LINE = 18;

export function pictureItems(page: Page, card: Card): MenuItem[] {
  return card.chart ? [{ text: words.SAVE_PICTURE, do: () => savePicture(page, card) }] : [];
}

function savePicture(page: Page, card: Card): void {
  const chart = card.chart!.plot.ctx.canvas;
  const { view } = page;
  const style = getComputedStyle(card.root);
  const { fullTitle, channels } = card.group;
  const lines = card.readouts.map(({ label, value, unit, measures: { min, max, mean } }) => {
    const name = channels.length > 1 ? `${label}: ` : '';
    return name + words.pictureLine(`${value.textContent} ${unit.textContent}`, min.textContent!, max.textContent!, mean.textContent!);
  });
  const picture = document.createElement('canvas');
  const ratio = devicePixelRatio;
  picture.width = chart.width + 2 * MARGIN * ratio;
  picture.height = chart.height + (2 * MARGIN + (lines.length + 1) * LINE) * ratio;
  const context = picture.getContext('2d')!;
  context.fillStyle = style.backgroundColor;
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(chart, MARGIN * ratio, (MARGIN + LINE) * ratio);
  context.scale(ratio, ratio);
  context.fillStyle = style.color;
  context.textBaseline = 'top';
  context.font = `600 13px ${style.fontFamily}`;
  context.fillText(words.pictureTitle(page.device(), fullTitle, momentOf(view.span.from, 1), momentOf(view.span.to, 1)), MARGIN, MARGIN);
  context.font = `12px ${style.fontFamily}`;
  lines.forEach((line, i) => context.fillText(line, MARGIN, MARGIN + (i + 1) * LINE + chart.height / ratio));
  picture.toBlob((blob) => blob && download([blob], fileName(`${page.device()}-${fullTitle}`, Date.now(), 'png'), 'image/png'));
}
