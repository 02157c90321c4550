/** The colours of the style sheet, for what is drawn on a canvas. */

export const SERIES_COLOURS = 8;

/** The colour of a channel, as the style sheet's property. */
export function colourProperty(colour: number): string {
  return `--series-${colour % SERIES_COLOURS}`;
}

export class Theme {
  text = '';
  line = '';
  private readonly series: string[] = [];

  constructor(private readonly root: HTMLElement) {
    this.read();
    this.measureSign();
  }

  /** Tells the style sheet how wide a minus is in the font of large numbers. */
  private measureSign(): void {
    const context = document.createElement('canvas').getContext('2d')!;
    context.font = `600 100px ${getComputedStyle(document.body).fontFamily}`;
    this.root.style.setProperty('--sign', `${context.measureText('-').width / 100}em`);
  }

  /** Reads the colours again: another scheme has others. */
  read(): void {
    const style = getComputedStyle(this.root);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    this.text = colour('--muted');
    this.line = colour('--line');
    for (let i = 0; i < SERIES_COLOURS; i++) {
      this.series[i] = colour(colourProperty(i));
    }
  }

  /** @param number The channel's. */
  colour(number: number): string {
    return this.series[number % SERIES_COLOURS]!;
  }
}
