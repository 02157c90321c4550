// Removes from uPlot what no chart here uses.

import { readFile } from 'node:fs/promises';

/** Its replacement: the bundler then leaves out the code that only it reached, 2 KB of the page as sent. */
const INSTEAD = [
  [/^\s*\(paths\.bars .*$/m, ''],
  [/^\s*\(paths\.spline .*$/m, ''],
  [/showLegend = legend\.show;/, 'showLegend = false;'],
];

/** @returns {import('esbuild').Plugin} */
export function leanUPlot() {
  return {
    name: 'lean uPlot',
    setup(made) {
      made.onLoad({ filter: /uPlot\.esm\.js$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        const missing = INSTEAD.find(([part]) => !part.test(source));
        return missing
          ? { errors: [{ text: `uPlot has no ${missing[0]} any more` }] }
          : { contents: INSTEAD.reduce((text, [part, instead]) => text.replace(part, instead), source), loader: 'js' };
      });
    },
  };
}
