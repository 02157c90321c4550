/** Tells what was read at the moment under the pointer. */

import { clockTime } from './clock';
import { element, setText } from './elements';
import { colourProperty } from './theme';

export interface TooltipRow {
  /** The channel's. */
  readonly colour: number;
  readonly label: string;
  readonly value: string;
}

const DISTANCE = 12;

export class Tooltip {
  readonly root = element('div', 'tooltip');
  private readonly time = element('p', '');
  private readonly rows: { row: HTMLElement; swatch: HTMLElement; label: Text; value: HTMLElement }[] = [];

  constructor() {
    this.root.hidden = true;
    this.root.append(this.time);
  }

  /**
   * @param step How much time a pixel stands for, in seconds.
   * @param x Where to, in pixels from the left of an area of that width.
   */
  show(time: number, step: number, rows: readonly TooltipRow[], x: number, width: number): void {
    setText(this.time, clockTime(time, Math.min(1, step)));
    while (this.rows.length < rows.length) {
      this.addRow();
    }
    this.rows.forEach(({ row, swatch, label, value }, i) => {
      const shown = rows[i];
      row.hidden = !shown;
      if (shown) {
        swatch.style.background = `var(${colourProperty(shown.colour)})`;
        setText(label, `${shown.label} `);
        setText(value, shown.value);
      }
    });
    const isRight = x > width / 2;
    this.root.style.transform = `translateX(${x + (isRight ? -DISTANCE : DISTANCE)}px)${isRight ? ' translateX(-100%)' : ''}`;
  }

  private addRow(): void {
    const parts = { swatch: element('span', 'swatch'), label: document.createTextNode(''), value: element('b', '') };
    const row = element('p', '', parts.swatch, parts.label, parts.value);
    this.rows.push({ row, ...parts });
    this.root.append(row);
  }
}
