/** The page on a wall display: `#kiosk` shows no controls, keeps the screen on and returns to live by itself. */

import type { Page } from '../main';

/** In milliseconds. */
const BACK_TO_LIVE_AFTER = 60_000;

export function isKiosk(): boolean {
  return /[#&]kiosk\b/.test(location.hash);
}

export function watchForKiosk(page: Page): void {
  let lock: { release(): Promise<void> } | undefined;

  const keepScreenOn = async () => {
    const { wakeLock } = navigator as { wakeLock?: { request(type: 'screen'): Promise<{ release(): Promise<void> }> } };
    if (isKiosk() && !document.hidden) {
      // Only on pages of a trustworthy origin, and only where the browser can.
      lock = await wakeLock?.request('screen').catch(() => undefined);
    }
  };
  const apply = () => {
    document.body.toggleAttribute('data-kiosk', isKiosk());
    page.cards.place();
    if (isKiosk()) {
      void keepScreenOn();
    } else {
      void lock?.release();
      lock = undefined;
    }
  };

  addEventListener('hashchange', apply);
  // The browser releases the lock when the page is hidden.
  document.addEventListener('visibilitychange', () => void keepScreenOn());
  setInterval(() => {
    if (isKiosk() && page.view.isHeld) {
      page.view.resume();
    }
  }, BACK_TO_LIVE_AFTER);
  apply();
}

export function toggleFullScreen(): void {
  void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.());
}
