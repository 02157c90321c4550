/** The spectrum of a channel beside its signal, and a waterfall below it. */

import uPlot from 'uplot';
import type { Card } from '../card';
import { element, setText } from '../elements';
import type { Page } from '../main';
import type { Channel } from '../store';
import { decimalsOf, format, scaleOf, symbolOf, withUnit } from '../units';
import { evenSamples } from './even';
import { amplitudesOf, type Peak, peaksOf, type Weighting, WEIGHTINGS } from './fourier';
import { Waterfall } from './waterfall';
import * as words from '../words/index';

const LENGTHS = [256, 512, 1024, 2048, 4096] as const;
const DEFAULT_LENGTH = 1024;

const MAX_PEAKS = 4;

/** Peaks below this share of the strongest are not labelled. */
const MIN_PEAK = 0.05;

/** In decibels: the range below the strongest. */
const DEPTH = 80;

/** A peak is given to a tenth of the distance at which two sines can be distinguished. */
const FINER = 0.1;

const FONT = '11px system-ui, sans-serif';

const WINDOWS = Object.keys(WEIGHTINGS) as Weighting[];

export class Spectrum {
  readonly root = element('div', 'spectrum');
  private readonly host = element('div', 'chart');
  private readonly peakList = element('ol', 'peaks');
  private readonly missing = element('p', 'missing', words.NO_SPECTRUM);
  private readonly waterfall: Waterfall;
  private readonly plot: uPlot;
  private readonly resizing: ResizeObserver;
  private readonly channels: readonly Channel[];
  private channel: Channel;
  private weighting: Weighting = 'hann';
  private length: number = DEFAULT_LENGTH;
  private isDecibels = false;
  private peaks: readonly Peak[] = [];
  private drawnFor = '';

  constructor(
    private readonly page: Page,
    card: Card,
  ) {
    const { fullTitle, channels, labels } = card.group;
    this.channels = channels;
    this.channel = channels[0]!;
    this.waterfall = new Waterfall(words.waterfallOf(fullTitle), DEPTH);
    this.root.setAttribute('role', 'group');
    this.root.setAttribute('aria-label', words.spectrumOf(fullTitle));
    this.root.append(this.controls(labels), this.host, this.waterfall.root, this.peakList, this.missing);
    this.host.setAttribute('role', 'img');
    this.host.setAttribute('aria-label', words.spectrumOf(fullTitle));
    this.plot = new uPlot(this.options(), [[], []], this.host);
    this.resizing = new ResizeObserver(() => this.plot.setSize({ width: this.host.clientWidth, height: this.host.clientHeight }));
    this.resizing.observe(this.host);
  }

  destroy(): void {
    this.resizing.disconnect();
    this.plot.destroy();
    this.root.remove();
  }

  /** Shows the spectrum at the end of the chart, if that has changed. */
  update(): void {
    const { channel, page, weighting, length } = this;
    const { newest } = channel.series;
    const until = page.view.isHeld ? page.view.span.to : newest.lastTime;
    const key = [channel.index, until, newest.lastTime, weighting, length, this.isDecibels, page.view.version].join(' ');
    if (key === this.drawnFor) {
      return;
    }
    this.drawnFor = key;
    const samples = evenSamples(newest, until, length);
    this.root.classList.toggle('none', !samples);
    if (!samples) {
      setText(this.peakList, '');
      return;
    }
    const amplitudes = amplitudesOf(samples.values, weighting);
    const binWidth = samples.rate / samples.values.length;
    this.peaks = peaksOf(amplitudes, binWidth, weighting, MAX_PEAKS, MIN_PEAK);
    this.listPeaks(binWidth);
    // The mean is not a sine.
    amplitudes[0] = 0;
    this.waterfall.add(amplitudes);
    this.plot.setData([
      Float64Array.from(amplitudes, (_, bin) => bin * binWidth),
      this.isDecibels ? amplitudes.map(decibels) : amplitudes,
    ]);
  }

  private controls(labels: readonly string[]): HTMLElement {
    const again = () => {
      this.drawnFor = '';
      this.waterfall.clear();
      this.plot.redraw();
      this.update();
    };
    const all = [
      choice(words.WEIGHTING, WINDOWS.map((name) => words.WEIGHTINGS[name]), words.WEIGHTINGS[this.weighting], (_, i) => {
        this.weighting = WINDOWS[i]!;
        again();
      }),
      choice(words.READINGS, LENGTHS.map(String), String(this.length), (length) => {
        this.length = Number(length);
        again();
      }),
      choice<string>(words.SCALE, [words.LINEAR, 'dB'], words.LINEAR, (scale) => {
        this.isDecibels = scale === 'dB';
        again();
      }),
    ];
    if (this.channels.length > 1) {
      all.unshift(
        choice(words.CHANNEL, labels, labels[0]!, (_, i) => {
          this.channel = this.channels[i]!;
          again();
        }),
      );
    }
    return element('div', 'choices', ...all);
  }

  private listPeaks(binWidth: number): void {
    const { unit, decimals } = this.channel;
    const text = this.peaks.map(({ frequency, amplitude }) => `${hertz(frequency, binWidth)}: ${withUnit(amplitude, scaleOf(unit, amplitude, decimals + 1))}`);
    if (this.peakList.childElementCount !== text.length) {
      this.peakList.replaceChildren(...text.map(() => element('li', '')));
    }
    text.forEach((one, i) => setText(this.peakList.children[i]!, one));
  }

  private options(): uPlot.Options {
    const { page } = this;
    const axis: uPlot.Axis = { stroke: () => page.theme.text, font: FONT, ticks: { show: false }, grid: { stroke: () => page.theme.line, width: 1 } };
    const labelled = (splits: number[], step: number, unit: string, largest: number) => {
      const scale = scaleOf(unit, largest, 0);
      return splits.map((value) => format(value, { ...scale, decimals: decimalsOf(step / scale.divisor) }));
    };
    return {
      width: 1,
      height: 1,
      padding: [18, 12, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false } },
      scales: {
        x: { time: false, range: (_, __, max) => [0, max || 1] },
        y: { range: (_, __, max) => (this.isDecibels ? [max - DEPTH, max + DEPTH / 20] : [0, 1.1 * max || 1]) },
      },
      axes: [
        { ...axis, size: 24, gap: 4, grid: { show: false }, values: (plot, splits, _, __, step) => labelled(splits, step, 'Hz', plot.scales['x']!.max!) },
        {
          ...axis,
          size: 44,
          gap: 4,
          values: (plot, splits, _, __, step) => labelled(splits, step, this.isDecibels ? 'dB' : this.channel.unit, plot.scales['y']!.max!),
        },
      ],
      series: [{}, { stroke: () => page.theme.colour(this.channel.colour), width: 1, points: { show: false } }],
      hooks: { draw: [(plot) => this.mark(plot)] },
    };
  }

  /** Writes the frequency over each peak, and the units at the axes. */
  private mark(plot: uPlot): void {
    const { ctx, bbox } = plot;
    const { theme } = this.page;
    const largest = { x: plot.scales['x']!.max ?? 0, y: plot.scales['y']!.max ?? 0 };
    ctx.save();
    ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
    ctx.textBaseline = 'bottom';
    ctx.fillStyle = theme.text;
    ctx.textAlign = 'left';
    ctx.fillText(this.isDecibels ? words.zeroDecibels(symbolOf(this.channel.unit)) : scaleOf(this.channel.unit, largest.y, 0).symbol, 0, bbox.top - 3 * devicePixelRatio);
    ctx.textAlign = 'right';
    ctx.fillText(scaleOf('Hz', largest.x, 0).symbol, bbox.left + bbox.width, bbox.top - 3 * devicePixelRatio);
    ctx.textAlign = 'center';
    ctx.fillStyle = theme.ink;
    const binWidth = (plot.data[0]?.[1] as number | undefined) ?? 0;
    const taken: number[] = [];
    for (const { frequency, amplitude } of this.peaks) {
      const x = plot.valToPos(frequency, 'x', true);
      const text = hertz(frequency, binWidth);
      const half = ctx.measureText(text).width / 2;
      // The stronger ones come first.
      if (taken.every((other) => Math.abs(other - x) > 2.2 * half)) {
        const y = plot.valToPos(this.isDecibels ? decibels(amplitude) : amplitude, 'y', true);
        ctx.fillText(text, Math.min(Math.max(x, bbox.left + half), bbox.left + bbox.width - half), Math.max(y - 2 * devicePixelRatio, bbox.top + 12 * devicePixelRatio));
        taken.push(x);
      }
    }
    ctx.restore();
  }
}

function decibels(amplitude: number): number {
  return 20 * Math.log10(Math.max(amplitude, Number.MIN_VALUE));
}

function hertz(frequency: number, binWidth: number): string {
  return withUnit(frequency, scaleOf('Hz', frequency, Math.max(0, Math.ceil(-Math.log10(FINER * binWidth)))));
}

function choice<T extends string>(name: string, all: readonly T[], chosen: T, onChoice: (value: T, index: number) => void): HTMLElement {
  const select = element('select', '');
  select.append(...all.map((value) => new Option(value, value, value === chosen, value === chosen)));
  select.setAttribute('aria-label', name);
  select.title = name;
  select.addEventListener('change', () => onChoice(all[select.selectedIndex]!, select.selectedIndex));
  return select;
}

/** The spectra of the cards that show one. */
export class Spectra {
  private readonly shown = new Map<Card, Spectrum>();

  constructor(private readonly page: Page) {
    page.onValues.push(() => this.show());
  }

  private show(): void {
    const { all } = this.page.cards;
    for (const [card, spectrum] of this.shown) {
      if (!all.includes(card) || !card.group.choice.hasSpectrum) {
        spectrum.destroy();
        card.body.classList.remove('with-spectrum');
        this.shown.delete(card);
      }
    }
    for (const card of all) {
      if (card.group.choice.hasSpectrum && card.group.kind === 'chart') {
        let spectrum = this.shown.get(card);
        if (!spectrum) {
          this.shown.set(card, (spectrum = new Spectrum(this.page, card)));
          card.body.append(spectrum.root);
          card.body.classList.add('with-spectrum');
        }
        if (card.isInView) {
          spectrum.update();
        }
      }
    }
  }
}
