/** The time window, and which channels are shown in which charts. */

import { byId, element } from './elements';
import { nameOf } from './readout';
import { type Settings, WINDOWS } from './settings';
import type { Channel } from './store';

export interface ChoiceHandlers {
  onWindow(): void;
  onChannels(): void;
}

export class Choices {
  private readonly dialog = byId('channels', HTMLDialogElement);
  private readonly list = byId('channel-list', HTMLElement);

  constructor(
    private readonly settings: Settings,
    private readonly handlers: ChoiceHandlers,
    private readonly channels: () => Iterable<Channel>,
  ) {
    byId('windows', HTMLElement).append(...WINDOWS.map((seconds) => this.windowChoice(seconds)));
    for (const radio of this.dialog.querySelectorAll<HTMLInputElement>('[name=charts]')) {
      radio.checked = (radio.value === 'channel') === settings.isPerChannel;
      radio.addEventListener('change', () => {
        settings.isPerChannel = radio.value === 'channel';
        this.change();
      });
    }
    byId('show-channels', HTMLElement).addEventListener('click', () => this.open());
    byId('show-all', HTMLElement).addEventListener('click', () => {
      settings.hidden.clear();
      this.fill();
      this.change();
    });
  }

  private open(): void {
    this.fill();
    this.dialog.showModal();
  }

  private fill(): void {
    this.list.replaceChildren(...[...this.channels()].map((channel) => this.channelChoice(channel)));
  }

  private channelChoice(channel: Channel): HTMLElement {
    const box = element('input', '');
    box.type = 'checkbox';
    box.checked = !this.settings.hidden.has(channel.name);
    box.addEventListener('change', () => {
      if (box.checked) {
        this.settings.hidden.delete(channel.name);
      } else {
        this.settings.hidden.add(channel.name);
      }
      this.change();
    });
    return element('label', '', box, nameOf(channel, 'span'));
  }

  private windowChoice(seconds: number): HTMLElement {
    const radio = element('input', 'unseen');
    radio.type = 'radio';
    radio.name = 'window';
    radio.checked = seconds === this.settings.window;
    radio.addEventListener('change', () => {
      this.settings.window = seconds;
      this.settings.keep();
      this.handlers.onWindow();
    });
    return element('label', '', radio, element('span', '', windowName(seconds)));
  }

  private change(): void {
    this.settings.keep();
    this.handlers.onChannels();
  }
}

export function windowName(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : seconds < 3600 ? `${seconds / 60} min` : `${seconds / 3600} h`;
}
