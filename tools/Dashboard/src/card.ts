/** The card of a group: the current readings of its channels, and their chart. */

import { Chart } from './chart';
import { element } from './elements';
import type { Group } from './groups';
import { LANE_HEIGHT, Lanes } from './lanes';
import { Lines } from './lines';
import { Outline } from './outline';
import { nameOf, Readout } from './readout';
import type { Theme } from './theme';
import type { View } from './view';
import type { Set } from './wish';

/** Room for the times of day. */
const LANES_MARGIN = 46;

/** Of so many channels the values are written smaller: on a phone, and everywhere. */
const SEVERAL = 3;
const MANY = 5;

/** Of a chart that is not drawn only the lowest and the highest are told, and they are as exact on so many pixels. */
const UNSEEN_WIDTH = 500;

/** What all cards share. */
export interface Surroundings {
  readonly view: View;
  readonly theme: Theme;
  readonly set: Set;
  /** Asks for a drawing. */
  redraw(): void;
}

export class Card {
  readonly root: HTMLElement;
  /** Whether somebody can see it: a chart that nobody sees is not drawn. */
  isInView = false;
  private readonly host = element('div', 'chart');
  private readonly readouts: readonly Readout[];
  /** What is drawn of each channel. */
  private readonly outlines: readonly Outline[];
  private chart: Chart | undefined;

  constructor(
    private readonly group: Group,
    private readonly surroundings: Surroundings,
  ) {
    const { channels, kind } = group;
    this.outlines = channels.map(() => new Outline());
    const isAlone = channels.length === 1;
    this.readouts = channels.map((channel) => new Readout(channel, isAlone, surroundings.set));
    const list = element('ul', `readouts ${crowd(channels.length)}`.trim(), ...this.readouts.map(({ root }) => root));
    this.root = element('section', `card ${kind}s`, this.heading(isAlone), list);
    if (kind === 'text') {
      return;
    }
    this.root.append(this.host);
    this.host.tabIndex = 0;
    this.host.setAttribute('role', 'img');
    if (kind === 'boolean') {
      this.host.style.height = `${LANES_MARGIN + channels.length * LANE_HEIGHT}px`;
    }
    this.host.setAttribute('aria-label', `Chart of ${group.title}`);
  }

  /** @param now The device's time. */
  showValues(now: number): void {
    this.readouts.forEach((readout) => readout.show(now));
  }

  draw(): void {
    if (this.isInView && this.group.kind !== 'text') {
      this.chart ??= this.makeChart();
      this.chart.draw();
    }
  }

  showExtents(): void {
    if (this.group.kind === 'number') {
      this.outlines.forEach((outline, i) => this.readouts[i]!.showExtent(outline));
    }
  }

  /**
   * Says in words what the chart shows.
   * @param time The stretch of time, in words.
   */
  describe(time: string): void {
    if (!this.isInView) {
      this.outlines.forEach((outline, i) => outline.trace(this.group.channels[i]!.series, this.surroundings.view.span, UNSEEN_WIDTH));
      this.showExtents();
    }
    this.host.setAttribute('aria-label', [`Chart of ${this.group.title}${time}`, ...this.readouts.map((readout) => readout.describe())].join('. '));
  }

  destroy(): void {
    this.chart?.destroy();
    this.root.remove();
  }

  private makeChart(): Chart {
    const { view, theme, redraw } = this.surroundings;
    const { channels, kind, unit } = this.group;
    const contents = kind === 'number' ? new Lines(unit, channels, theme) : new Lanes(channels, theme);
    return new Chart(this.host, channels, this.outlines, contents, view, theme, redraw);
  }

  private heading(isAlone: boolean): HTMLElement {
    const { title, subtitle, channels } = this.group;
    const heading = isAlone ? nameOf(channels[0]!, 'h2') : element('h2', '', title);
    if (subtitle) {
      heading.append(' ', element('small', '', subtitle));
    }
    heading.id = `card-${channels[0]!.index}`;
    return heading;
  }
}

function crowd(channels: number): string {
  return channels < SEVERAL ? '' : channels < MANY ? 'several' : 'many';
}
