/** The second document: connects its parts. */

import { Chart } from '../chart';
import { byId, element } from '../elements';
import type { Page } from '../main';
import type { More } from '../more';
import { Alarms } from './alarms';
import { Arrangement } from './arrange';
import { listenForDragging } from './dragging';
import { listenForGestures } from './gestures';
import { openHelp } from './help';
import { History } from './history';
import { offerInstallation } from './install';
import { toggleFullScreen, watchForKiosk } from './kiosk';
import { CardMenu } from './menu';
import { pictureItems } from './picture';
import { prepareForPrinting } from './printing';
import { Replay } from './replay';
import { Saving } from './saving';
import { Spectra } from './spectrum';
import { openStatus } from './status';
import { watchForVersion } from './version';

/** The build inserts it; its digest is in the page's Content-Security-Policy. */
declare const MORE_STYLE: string;

sensorcast.start = (page: Page): More => {
  document.head.append(element('style', '', MORE_STYLE));
  const arrangement = new Arrangement(page);
  const menu = new CardMenu(page, arrangement);
  const replay = new Replay(page);
  let history: History | undefined;
  const saving = new Saving(page, replay, () => history);
  const alarms = new Alarms(page);
  new Spectra(page);
  menu.sources.push((card) => alarms.items(card), (card) => pictureItems(page, card));
  listenForDragging(page, arrangement, byId('cards', HTMLElement));
  void History.open(page).then((opened) => (history = opened));
  Chart.onMade = ({ host, plot, view }) => listenForGestures(host, plot, view);
  page.cards.all.forEach(({ chart }) => chart && Chart.onMade!(chart));
  watchForKiosk(page);
  watchForVersion(page);
  prepareForPrinting(page);
  offerInstallation(page.device());
  return {
    openMenu: (card, button) => menu.open(card, button),
    arrange: () => arrangement.openDialog(),
    save: () => saving.openDialog(),
    help: openHelp,
    fullScreen: toggleFullScreen,
    status: () => void openStatus(page),
  };
};
