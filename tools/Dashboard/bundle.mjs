// The parts that the builds of the page share: from sources to scripts and styles.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { minify } from 'terser';

export const TARGETS = ['chrome90', 'firefox98', 'safari15.4'];

/** uPlot's licence requires its notice in every copy; minifying drops it. */
export const NOTICE = '<!-- Charts: uPlot, (c) Leon Sorokin, MIT licence -->';

export const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The second document. */
export async function makeMore() {
  const style = await bundle('src/more/more.css');
  const text = await bundleScript('src/more/main.ts', { plugins: [sharedModules()], define: { MORE_STYLE: JSON.stringify(style) } });
  const digest = digestOf(text);
  return { text, style, etag: `"${digest}"`, path: `/more.${digest}.js` };
}

/** The words of the page. */
export async function readWords() {
  const script = await bundle('src/words/index.ts', { format: 'esm' });
  return import(`data:text/javascript;base64,${Buffer.from(script).toString('base64')}`);
}

/** The page's frame, with its words in it. */
export async function readTemplate(words) {
  const template = await readFile(here('src/page.html'), 'utf8');
  return template.replace(/\{\{(\w+)\}\}/g, (_, name) => {
    if (typeof words[name] !== 'string') {
      throw new Error(`There is no word ${name} for src/page.html`);
    }
    return words[name];
  });
}

export async function bundleScript(path, options = {}) {
  const script = await bundle(path, { minify: false, ...options });
  // Its scripts are smaller than esbuild's: 2 KB of the page.
  const { code } = await minify(script, { ecma: 2020, compress: { passes: 3, pure_getters: true, unsafe_arrows: true, unsafe_methods: true }, mangle: { toplevel: true } });
  return code.trim();
}

export async function bundle(path, options = {}) {
  const { outputFiles } = await build({
    entryPoints: [here(path)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: TARGETS,
    legalComments: 'none',
    ...options,
  });
  return outputFiles[0].text.trim();
}

/** The exports of src/modules.ts are taken from the first document; other modules would be duplicated, with a state of their own. */
function sharedModules() {
  const FIRST = 'first';
  return {
    name: 'modules of the first document',
    setup(made) {
      made.onResolve({ filter: /^\.\.\/[^/]+$|^uplot$/ }, ({ path }) => ({ path: path.replace('../', ''), namespace: FIRST }));
      made.onLoad({ filter: /.*/, namespace: FIRST }, async ({ path }) => {
        const offered = await readFile(here('src/modules.ts'), 'utf8');
        if (path === 'uplot') {
          return { contents: 'export default sensorcast.shared.uPlot' };
        }
        const names = new RegExp(`^import {(.*)} from './${path}';$`, 'm').exec(offered)?.[1].split(',') ?? [];
        return { contents: names.map((name) => `export const ${name} = sensorcast.shared.${name.trim()};`).join('\n') };
      });
    },
  };
}

export function digestOf(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

export function hashSource(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
