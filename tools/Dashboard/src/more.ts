/**
 * The second document: the parts that are loaded later. It is fetched after the charts are live, or when it is needed, and
 * its address depends on its content, so that a browser caches it for good. A board may serve only the first one.
 */

import type { Card } from './card';
import type { Page } from './main';

/** The interface of the second document. */
export interface More {
  openMenu(card: Card, button: HTMLElement): void;
  arrange(): void;
  save(): void;
  help(): void;
  fullScreen(): void;
  status(): void;
}

/** Its address, relative to the page; the build inserts it. */
declare const MORE_PATH: string;

declare global {
  /** Where the second document finds the modules of the first, and puts its interface. `isRunning` is for old.js. */
  var sensorcast: { isRunning?: boolean; shared: Record<string, unknown>; start?: (page: Page) => More };
}

let loading: Promise<More | undefined> | undefined;

/** @returns Undefined if the device does not have it. */
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
  // Its digest is in the page's Content-Security-Policy: no other script would run.
  const script = document.createElement('script');
  script.textContent = await response.text();
  document.head.append(script);
  return sensorcast.start?.(page);
}
