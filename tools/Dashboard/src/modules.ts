/** The modules that the second document takes from the first, instead of a copy. See bundle.mjs. */

import { MAX_UNITS } from './arrangement';
import { Chart } from './chart';
import { duration, isoTime, momentOf, stopwatch } from './clock';
import { byId, element, setText } from './elements';
import { Lines } from './lines';
import { nameOf } from './readout';
import { Ring } from './ring';
import { DENSITIES, SCHEMES } from './settings';
import { decimalsOf, format, scaleOf, symbolOf, withUnit } from './units';
import uPlot from 'uplot';

globalThis.sensorcast = {
  shared: {
    byId, Chart, decimalsOf, DENSITIES, duration, element, format, isoTime, Lines, MAX_UNITS, momentOf, nameOf, Ring, scaleOf, SCHEMES, setText,
    stopwatch, symbolOf, uPlot, withUnit,
  },
};
