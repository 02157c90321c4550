/** What the second document takes from the first instead of having it twice. See build.mjs. */

import * as align from './align';
import * as arrangement from './arrangement';
import * as chart from './chart';
import * as clock from './clock';
import * as elements from './elements';
import * as lines from './lines';
import * as outline from './outline';
import * as readout from './readout';
import * as ring from './ring';
import * as series from './series';
import * as settings from './settings';
import * as store from './store';
import * as theme from './theme';
import * as units from './units';
import uPlot from 'uplot';

globalThis.sensorcast = {
  modules: { align, arrangement, chart, clock, elements, lines, outline, readout, ring, series, settings, store, theme, units, uplot: { default: uPlot } },
};
