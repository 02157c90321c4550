/** The second document: puts together what a first look does not need. */

import { byId } from '../elements';
import type { Page } from '../main';
import type { More } from '../more';
import { Arrangement } from './arrange';
import { listenForDragging } from './dragging';
import { openHelp } from './help';
import { CardMenu } from './menu';
import { Saving } from './saving';
import { openStatus } from './status';

sensorcast.start = (page: Page): More => {
  const arrangement = new Arrangement(page);
  const menu = new CardMenu(page, arrangement);
  const saving = new Saving(page);
  listenForDragging(page, arrangement, byId('cards', HTMLElement));
  return {
    openMenu: (card, button) => menu.open(card, button),
    arrange: () => arrangement.openDialog(),
    save: () => saving.openDialog(),
    help: openHelp,
    status: () => void openStatus(page),
  };
};
