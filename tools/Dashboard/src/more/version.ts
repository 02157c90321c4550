/**
 * Detects that the device has another version of the page, as after an update. That is possible only after a reconnection, so only
 * then the device is queried, with a HEAD request for its page.
 */

import { element } from '../elements';
import type { Page } from '../main';
import { isKiosk } from './kiosk';
import * as words from '../words/index';

/** In milliseconds. After an update all viewers reconnect at once, and the device has few slots. */
const ASK_AFTER = 1_000;
const ASK_WITHIN = 8_000;

/** In milliseconds. A device without a free slot does not answer. */
const ASK_AGAIN_AFTER = 60_000;

export function watchForVersion(page: Page): void {
  const load = element('button', '', words.LOAD_IT);
  const chip = element('p', 'chip', element('b', '', words.UPDATED), ` ${words.OTHER_VERSION} `, load);
  let timer: ReturnType<typeof setTimeout> | undefined;
  load.type = 'button';
  load.addEventListener('click', () => location.reload());
  chip.id = 'version';

  const ask = async () => {
    const version = await versionOf(page).catch(() => undefined);
    if (version === undefined) {
      timer = setTimeout(ask, ASK_AGAIN_AFTER);
    } else if (version.includes(page.version)) {
      chip.remove();
    } else if (!loadsItself(page, version) && !chip.isConnected) {
      document.querySelector('.chips')!.append(chip);
      page.announce(words.OTHER_VERSION, false);
    }
  };
  page.onLive.push(() => {
    clearTimeout(timer);
    timer = setTimeout(ask, ASK_AFTER + Math.random() * ASK_WITHIN);
  });
  page.onInterruption.push(() => clearTimeout(timer));
}

/** @returns The entity tag of the device's page, which a proxy may have made a weak one; undefined if there is no answer. */
async function versionOf(page: Page): Promise<string | undefined> {
  const { ok, redirected, headers } = await fetch(location.href, { method: 'HEAD', cache: 'no-store' });
  // A redirect is from a proxy that requires a sign-in. A proxy that removes the entity tag removes it each time.
  return ok && !redirected ? (headers.get('ETag') ?? page.version) : undefined;
}

/** A wall display must load it by itself. Once for each version: a proxy that caches the old page would cause an endless loop. */
function loadsItself(page: Page, version: string): boolean {
  const key = `${page.storageKey}.version`;
  const isRecording = !document.getElementById('recording')!.hidden;
  if (!isKiosk() || isRecording || page.isReplaying) {
    return false;
  }
  try {
    if (sessionStorage.getItem(key) === version) {
      return false;
    }
    sessionStorage.setItem(key, version);
  } catch {
    // A browser without storage could not count.
    return false;
  }
  location.reload();
  return true;
}
