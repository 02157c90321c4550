// The message for browsers that are too old for the page, as script that every browser parses.

import { readFile } from 'node:fs/promises';
import { parse } from 'acorn';
import { minify } from 'terser';

const NAMES = { chrome: 'Chrome', firefox: 'Firefox', safari: 'Safari' };

/**
 * @param targets The target of the page's own script, as in esbuild: `chrome90`.
 * @param words The words of the page.
 * @returns The script.
 */
export async function makeOld(targets, words) {
  const browsers = targets.map((target) => target.replace(/^[a-z]+/, (name) => `${NAMES[name]} `));
  const source = await readFile(new URL('src/old.js', import.meta.url), 'utf8');
  const { code } = await minify(source, { ecma: 5, ie8: true, compress: { global_defs: { NOT_POSSIBLE: words.NOT_POSSIBLE, NEEDS: words.needs(browsers) } } });
  parse(code, { ecmaVersion: 3 });
  return code;
}
