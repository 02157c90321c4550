/**
 * The visitor's choices, kept in the browser for each board. A link may carry
 * them.
 */

import type { CardChoice } from './arrangement';

/** The time windows on offer, in seconds. */
export const WINDOWS = [30, 120, 900, 3600, 86_400, 7 * 86_400];

export const DENSITIES = ['compact', 'comfortable'] as const;
export type Density = (typeof DENSITIES)[number];

export const SCHEMES = ['system', 'light', 'dark'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** Levels of a channel, in its unit; undefined where there is none. */
export interface Levels {
  low?: number;
  lowWarning?: number;
  highWarning?: number;
  high?: number;
  /** How far a reading must be back from a level to end it. */
  hysteresis?: number;
}

export interface Choices {
  /** How much of the past the charts show, in seconds. */
  window: number;
  /** One chart for each channel instead of one for each unit. */
  isPerChannel: boolean;
  density: Density;
  scheme: Scheme;
  /** The full names of the channels that are not shown. */
  hidden: string[];
  /** The cards in the visitor's order, if any; other channels follow as they come. */
  cards: CardChoice[];
  levels: Record<string, Levels>;
  /** What an alarm does besides being shown. */
  notifies: boolean;
  sounds: boolean;
}

/** The choices that a link to a view carries. */
const SHARED = ['window', 'isPerChannel', 'density', 'hidden', 'cards'] as const;

const DEFAULTS: Choices = {
  window: 120,
  isPerChannel: false,
  density: 'compact',
  scheme: 'system',
  hidden: [],
  cards: [],
  levels: {},
  notifies: false,
  sounds: false,
};

export class Settings {
  /** The channels of a chart that is shown alone, by name with or without the device's. Empty: all channels are shown. */
  readonly alone: readonly string[];
  private readonly storage: Storage | undefined;
  private chosen: Choices;

  /**
   * @param fragment Of the address; it overrides the kept choices. With a chart alone nothing is kept.
   * @param key The storage key of the choices.
   * @param onChange Is called when a choice has changed, here or in another tab.
   */
  constructor(
    storage: Storage | undefined,
    fragment = '',
    private readonly key = 'sensorcast',
    public onChange: () => void = () => {},
  ) {
    this.alone = aloneIn(fragment);
    this.storage = this.alone.length ? undefined : storage;
    this.chosen = { ...this.read(), ...sharedIn(fragment) };
  }

  get now(): Readonly<Choices> {
    return this.chosen;
  }

  /** Changes some choices, and keeps what another tab has changed meanwhile. */
  change(change: Partial<Choices> | ((choices: Choices) => void)): void {
    const kept = this.read();
    for (const choices of [kept, this.chosen]) {
      typeof change === 'function' ? change(choices) : Object.assign(choices, change);
    }
    try {
      this.storage?.setItem(this.key, JSON.stringify(kept));
    } catch {
      // Full or forbidden: then the choice holds until the page is closed.
    }
    this.onChange();
  }

  /** Takes over the choices of another tab. */
  adopt(): void {
    this.chosen = { ...this.read(), window: this.chosen.window };
    this.onChange();
  }

  /** Forgets how the cards were arranged. */
  reset(): void {
    const { isPerChannel, hidden, cards } = DEFAULTS;
    this.change({ isPerChannel, hidden: [...hidden], cards: [...cards] });
  }

  /** The fragment of an address that shows the same in another browser. */
  get fragment(): string {
    const shared = Object.fromEntries(SHARED.map((name) => [name, this.chosen[name]]));
    return `#view=${encodeURIComponent(JSON.stringify(shared))}`;
  }

  private read(): Choices {
    return structure(parsed(this.storage?.getItem(this.key)));
  }
}

/** `#chart=<channel>,<channel>` */
export function aloneIn(fragment: string): string[] {
  return (parameter(fragment, 'chart') ?? '').split(',').filter(Boolean);
}

function sharedIn(fragment: string): Partial<Choices> {
  const written = parameter(fragment, 'view');
  if (written === undefined) {
    return {};
  }
  const shared = parsed(written);
  const all = structure(shared);
  return Object.fromEntries(SHARED.filter((name) => name in shared).map((name) => [name, all[name]]));
}

/** The fragment and the storage may contain anything. */
function structure(kept: Record<string, unknown>): Choices {
  const list = (name: string): unknown[] => (Array.isArray(kept[name]) ? (kept[name] as unknown[]) : []);
  const oneOf = <T>(all: readonly T[], name: string, otherwise: T): T => all.find((one) => one === kept[name]) ?? otherwise;
  return {
    window: oneOf(WINDOWS, 'window', DEFAULTS.window),
    isPerChannel: kept['isPerChannel'] === true,
    density: oneOf(DENSITIES, 'density', DEFAULTS.density),
    scheme: oneOf(SCHEMES, 'scheme', DEFAULTS.scheme),
    hidden: list('hidden').map(String),
    cards: list('cards').map(cardIn),
    levels: Object.fromEntries(Object.entries(Object(kept['levels'])).map(([name, levels]) => [name, levelsIn(Object(levels))])),
    notifies: kept['notifies'] === true,
    sounds: kept['sounds'] === true,
  };
}

function cardIn(kept: unknown): CardChoice {
  const { channels, isWide, isTall, hasSpectrum, scale, kind } = Object(kept) as Record<string, unknown>;
  const isRange = Array.isArray(scale) && scale.length === 2 && scale.every(Number.isFinite) && scale[0] < scale[1];
  return {
    kind: kind === 'timeline' || kind === 'controls' ? kind : 'chart',
    channels: Array.isArray(channels) ? channels.map(String) : [],
    ...(isWide === true ? { isWide } : {}),
    ...(isTall === true ? { isTall } : {}),
    ...(hasSpectrum === true ? { hasSpectrum } : {}),
    ...(scale === 'log' ? { scale } : isRange ? { scale: scale as [number, number] } : {}),
  };
}

function levelsIn(kept: Record<string, unknown>): Levels {
  const names = ['low', 'lowWarning', 'highWarning', 'high', 'hysteresis'] as const;
  return Object.fromEntries(names.filter((name) => Number.isFinite(kept[name])).map((name) => [name, Number(kept[name])]));
}

function parsed(text: string | null | undefined): Record<string, unknown> {
  try {
    return Object(JSON.parse(text ?? '{}'));
  } catch {
    return {};
  }
}

function parameter(fragment: string, name: string): string | undefined {
  const written = new RegExp(`[#&]${name}=([^&]*)`).exec(fragment)?.[1];
  try {
    return written && decodeURIComponent(written);
  } catch {
    return '';
  }
}

/** A browser that keeps nothing for this page throws on access to the storage. */
export function storageOf(get: () => Storage): Storage | undefined {
  try {
    return get();
  } catch {
    return undefined;
  }
}
