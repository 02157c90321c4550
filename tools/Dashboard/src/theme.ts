/** The colours of the style sheet, for what is drawn on a canvas. */

const SERIES_COLOURS = 6;

export class Theme {
  readonly series: string[] = [];
  text = '';
  grid = '';

  constructor(private readonly root: HTMLElement) {
    this.read();
  }

  /** Reads the colours again: another scheme has others. */
  read(): void {
    const style = getComputedStyle(this.root);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    this.text = colour('--muted');
    this.grid = colour('--line');
    for (let i = 0; i < SERIES_COLOURS; i++) {
      this.series[i] = colour(`--series-${i}`);
    }
  }
}
