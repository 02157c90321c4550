/** The colours of the style sheet, for what is drawn on a canvas. */

export const SERIES_COLOURS = 8;

/** The colour of a channel, as the style sheet's property. */
export function colourProperty(colour: number): string {
  return `--series-${colour % SERIES_COLOURS}`;
}

export class Theme {
  ink = '';
  text = '';
  line = '';
  alarm = '';
  warning = '';
  /** The background of a text. */
  block = '';
  private readonly series: string[] = [];

  constructor(private readonly root: HTMLElement) {
    this.read();
  }

  /** Reads the colours again: another scheme has others. */
  read(): void {
    const style = getComputedStyle(this.root);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    this.ink = colour('--ink');
    this.text = colour('--muted');
    this.line = colour('--line');
    this.alarm = colour('--bad');
    this.warning = colour('--wait');
    this.block = colour('--block');
    for (let i = 0; i < SERIES_COLOURS; i++) {
      this.series[i] = colour(colourProperty(i));
    }
  }

  /** @param number The channel's. */
  colour(number: number): string {
    return this.series[number % SERIES_COLOURS]!;
  }
}
