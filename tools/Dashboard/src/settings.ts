/** What the visitor has chosen, kept in the browser. */

const KEY = 'sensorcast';

/** The time windows on offer, in seconds. */
export const WINDOWS = [30, 60, 120, 300, 900, 3600];

export class Settings {
  /** How much of the past the charts show, in seconds. */
  window = 120;
  /** One chart for each channel instead of one for each unit. */
  isPerChannel = false;
  /** The full names of the channels that are not shown. */
  readonly hidden = new Set<string>();

  constructor(private readonly storage: Storage | undefined) {
    const kept = this.read();
    this.window = WINDOWS.find((seconds) => seconds === kept['window']) ?? this.window;
    this.isPerChannel = kept['isPerChannel'] === true;
    for (const name of Array.isArray(kept['hidden']) ? kept['hidden'] : []) {
      this.hidden.add(String(name));
    }
  }

  keep(): void {
    try {
      this.storage?.setItem(KEY, JSON.stringify({ window: this.window, isPerChannel: this.isPerChannel, hidden: [...this.hidden] }));
    } catch {
      // Full or forbidden: then the choice holds until the page is closed.
    }
  }

  private read(): Record<string, unknown> {
    try {
      return Object(JSON.parse(this.storage?.getItem(KEY) ?? '{}'));
    } catch {
      return {};
    }
  }
}

/** A browser that keeps nothing for this page throws already when asked for the storage. */
export function storageOf(get: () => Storage): Storage | undefined {
  try {
    return get();
  } catch {
    return undefined;
  }
}
