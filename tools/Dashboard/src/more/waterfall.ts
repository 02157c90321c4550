/** Spectra over time: a row of pixels for each, the newest at the top. */

import { element } from '../elements';

/** In pixels of the canvas; the style sheet stretches it. */
const WIDTH = 512;
const HEIGHT = 128;

/** From weak to strong, with steadily growing brightness: readable without colours too. */
const COLOURS: readonly (readonly [number, number, number])[] = [
  [13, 8, 54],
  [71, 20, 110],
  [140, 41, 99],
  [207, 72, 70],
  [246, 130, 45],
  [252, 220, 110],
];

export class Waterfall {
  readonly root = element('canvas', 'waterfall');
  private readonly context: CanvasRenderingContext2D;
  private readonly row: ImageData;
  private strongest = 0;

  /** @param depth In decibels: amplitudes so far below the strongest are dark. */
  constructor(
    name: string,
    private readonly depth: number,
  ) {
    this.root.width = WIDTH;
    this.root.height = HEIGHT;
    this.root.setAttribute('role', 'img');
    this.root.setAttribute('aria-label', name);
    this.context = this.root.getContext('2d')!;
    this.row = this.context.createImageData(WIDTH, 1);
  }

  clear(): void {
    this.context.clearRect(0, 0, WIDTH, HEIGHT);
    this.strongest = 0;
  }

  add(amplitudes: Float64Array): void {
    const { row, context } = this;
    this.strongest = Math.max(this.strongest, amplitudes.reduce((a, b) => Math.max(a, b), 0));
    for (let x = 0; x < WIDTH; x++) {
      // The strongest of the bins that share a pixel.
      const from = Math.floor((x * amplitudes.length) / WIDTH);
      const until = Math.max(from + 1, Math.floor(((x + 1) * amplitudes.length) / WIDTH));
      let strongest = 0;
      for (let bin = from; bin < until; bin++) {
        strongest = Math.max(strongest, amplitudes[bin]!);
      }
      row.data.set(this.colourOf(strongest), 4 * x);
    }
    context.drawImage(this.root, 0, 1);
    context.putImageData(row, 0, 0);
  }

  private colourOf(amplitude: number): [number, number, number, number] {
    const level = amplitude > 0 ? 1 + (20 * Math.log10(amplitude / this.strongest)) / this.depth : 0;
    const place = Math.min(1, Math.max(0, level)) * (COLOURS.length - 1);
    const below = Math.min(COLOURS.length - 2, Math.floor(place));
    const [weak, strong] = [COLOURS[below]!, COLOURS[below + 1]!];
    const mixed = (i: 0 | 1 | 2) => weak[i] + (place - below) * (strong[i] - weak[i]);
    return [mixed(0), mixed(1), mixed(2), 255];
  }
}
