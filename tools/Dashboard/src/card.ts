/** The card of a group: the readings of its channels and their chart, or their controls. */

import { FEW, type Group } from './arrangement';
import { Chart, type Contents } from './chart';
import { momentOf } from './clock';
import { ControlRow } from './control';
import { element, setText } from './elements';
import { headItem, line, table } from './legend';
import { Lanes } from './lanes';
import { Lines } from './lines';
import { Outline } from './outline';
import { nameOf, Readout } from './readout';
import type { Theme } from './theme';
import type { View } from './view';
import type { Set } from './setRequest';
import * as words from './words/index';

/** In pixels: the margin of lanes above and below, and the maximum height of one. */
const LANES_FRAME = 53;
const MAX_LANE = 44;

/** The state that all cards share. */
export interface Surroundings {
  readonly view: View;
  readonly theme: Theme;
  readonly set: Set;
  /** Requests a drawing. */
  redraw(): void;
  /** Opens the menu of a card. */
  openMenu(card: Card, button: HTMLElement): void;
}

export class Card {
  readonly root: HTMLElement;
  /** Whether it is visible: an invisible chart is not drawn. */
  isInView = false;
  readonly readouts: readonly Readout[];
  readonly menuButton = element('button', 'more', '⋯');
  /** Words and a chip that the alarms add. */
  readonly badge = element('span', 'badge');
  private readonly host = element('div', 'chart');
  private readonly buttons = element('div', 'options');
  private readonly when = element('span', 'when');
  private readonly controls: readonly ControlRow[];
  /** The points of each channel. */
  private readonly outlines: readonly Outline[];
  private made: Chart | undefined;
  private cursor: number | undefined;

  constructor(
    /** The same channels, perhaps in another size. */
    public group: Group,
    private readonly surroundings: Surroundings,
  ) {
    const { channels, labels, kind, fullTitle } = group;
    const isControls = kind === 'controls';
    this.outlines = channels.map(() => new Outline());
    this.readouts = channels.map((channel, i) => new Readout(channel, labels[i]!, isControls || !channel.actuator));
    this.controls = isControls ? this.readouts.map((readout) => new ControlRow(readout, surroundings.set)) : [];
    const head = element('div', 'head', this.heading());
    this.root = element('section', 'card', head);
    this.root.dataset['kind'] = kind;
    this.menuButton.type = 'button';
    this.menuButton.setAttribute('aria-label', words.optionsOf(fullTitle));
    this.menuButton.setAttribute('aria-haspopup', 'menu');
    this.menuButton.addEventListener('click', () => surroundings.openMenu(this, this.menuButton));
    this.host.tabIndex = 0;
    this.host.setAttribute('role', 'img');
    this.host.setAttribute('aria-label', words.chartOf(fullTitle));
    this.fill(head);
    this.host.before(element('div', 'remarks', this.badge, this.when));
    this.buttons.append(this.menuButton);
    head.append(this.buttons);
  }

  get chart(): Chart | undefined {
    return this.made;
  }

  /** Draws in the card beside its chart. */
  get body(): HTMLElement {
    return this.host.parentElement ?? this.root;
  }

  /** Whether its chart must be drawn again. */
  get isDue(): boolean {
    return this.isInView && this.group.kind !== 'controls' && (!this.made || this.made.isDue);
  }

  /** @param now The device's time. */
  showValues(now: number): void {
    const { view } = this.surroundings;
    const at = this.cursor ?? (view.isHeld ? view.span.to : undefined);
    const isControls = this.group.kind === 'controls';
    for (const readout of this.readouts) {
      readout.show(now, view, isControls ? undefined : at);
    }
    this.controls.forEach((row) => row.show());
    const step = Math.min(1, (view.span.to - view.span.from) / 200);
    setText(this.when, at === undefined || isControls ? '' : words.at(momentOf(at, step)));
    this.root.classList.toggle('then', at !== undefined && !isControls);
  }

  draw(): void {
    this.made ??= this.makeChart();
    this.made.draw();
  }

  /**
   * Describes the chart in words.
   * @param time The span of time, in words.
   */
  describe(time: string): void {
    this.host.setAttribute('aria-label', [words.chartOf(this.group.fullTitle) + time, ...this.readouts.map((readout) => readout.describe())].join('. '));
  }

  destroy(): void {
    this.made?.destroy();
    this.root.remove();
  }

  private fill(head: HTMLElement): void {
    const { kind, fullTitle, channels } = this.group;
    if (kind === 'controls') {
      this.root.append(element('ul', 'rows', ...this.controls.map(({ root }) => root)));
    } else if (kind === 'timeline') {
      const rows = this.readouts.map((readout) => element('li', '', nameOf(readout, 'span'), readout.value, readout.note));
      const body = element('div', 'body lanes', element('ul', 'rows', ...rows), this.host);
      body.style.maxHeight = `${LANES_FRAME + MAX_LANE * rows.length}px`;
      this.root.append(body);
    } else if (channels.length <= FEW) {
      const isAlone = channels.length === 1;
      head.append(element('ul', 'now', ...this.readouts.map((readout) => headItem(readout, !isAlone))));
      this.root.append(
        element('div', 'body', this.host),
        element('div', 'lines', ...this.readouts.map((readout) => line(readout, !isAlone))),
      );
    } else {
      const legend = table(this.readouts, fullTitle);
      const fold = element('button', 'fold', '☰');
      fold.type = 'button';
      fold.setAttribute('aria-label', words.foldValuesOf(fullTitle));
      fold.setAttribute('aria-expanded', 'true');
      fold.addEventListener('click', () => {
        legend.hidden = !legend.hidden;
        fold.setAttribute('aria-expanded', String(!legend.hidden));
      });
      this.buttons.append(fold);
      this.root.append(element('div', 'body beside', this.host, legend));
    }
  }

  private makeChart(): Chart {
    const { view, theme, redraw } = this.surroundings;
    const { channels, kind } = this.group;
    const contents: Contents = kind === 'chart' ? new Lines(this.group, this.outlines, theme) : new Lanes(channels, theme);
    const onCursor = (time: number | undefined) => {
      if (time !== this.cursor) {
        this.cursor = time;
        redraw();
      }
    };
    return new Chart(this.host, channels, this.outlines, contents, view, theme, onCursor, redraw);
  }

  private heading(): HTMLElement {
    const { title, subtitle, channels, kind } = this.group;
    const isAlone = kind === 'chart' && channels.length === 1;
    const heading = isAlone ? nameOf(this.readouts[0]!, 'h2') : element('h2', '', element('span', 'label', title));
    if (subtitle) {
      heading.append(' ', element('small', '', subtitle));
    }
    heading.id = `card-${kind}-${channels[0]!.index}`;
    return heading;
  }
}
