/** The time windows on offer. */

import { byId, element } from './elements';
import { type Settings, WINDOWS } from './settings';

export function offerWindows(settings: Settings, onWindow: () => void): void {
  byId('windows', HTMLElement).append(
    ...WINDOWS.map((seconds) => {
      const radio = element('input', 'unseen');
      radio.type = 'radio';
      radio.name = 'window';
      radio.checked = seconds === settings.now.window;
      radio.addEventListener('change', () => {
        settings.change({ window: seconds });
        onWindow();
      });
      return element('label', '', radio, element('span', '', windowName(seconds)));
    }),
  );
}

export function windowName(seconds: number): string {
  const [length, unit] = seconds < 60 ? [1, 's'] : seconds < 3600 ? [60, 'min'] : seconds < 172_800 ? [3600, 'h'] : [86_400, 'd'];
  return `${seconds / length} ${unit}`;
}
