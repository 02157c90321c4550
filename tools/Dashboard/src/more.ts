/**
 * The second document: what a first look does not need. It is fetched once the charts are live, or when it is wanted, and
 * its address says what is in it, so that a browser keeps it for good. A board may serve only the first.
 */

import type { Card } from './card';
import type { Page } from './main';

/** What the second document does for the first. */
export interface More {
  openMenu(card: Card, button: HTMLElement): void;
  arrange(): void;
  save(): void;
  help(): void;
  fullScreen(): void;
  status(): void;
}

/** Its address, beside the page; the build puts it in. */
declare const MORE_PATH: string;

declare global {
  /** Where the second document finds what it takes of the first, and leaves what it can do. `isRunning` is for old.js. */
  var sensorcast: { isRunning?: boolean; shared: Record<string, unknown>; start?: (page: Page) => More };
}

let loading: Promise<More | undefined> | undefined;

/** @returns Nothing when the device does not have it. */
export function more(page: Page): Promise<More | undefined> {
  loading ??= load(page).catch(() => {
    // The connection, perhaps: the next use tries again.
    loading = undefined;
    return undefined;
  });
  return loading;
}

async function load(page: Page): Promise<More | undefined> {
  const response = await fetch(MORE_PATH);
  if (!response.ok) {
    return undefined;
  }
  // Its digest stands in the page's Content-Security-Policy: nothing else would run.
  const script = document.createElement('script');
  script.textContent = await response.text();
  document.head.append(script);
  return sensorcast.start?.(page);
}
