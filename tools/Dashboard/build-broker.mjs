// Makes the page as files for a web server, fed by an MQTT broker: bin/broker. See docs/scale.md.

import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { bundle, bundleScript, hashSource, here, makeMore, NOTICE, readTemplate, readWords, TARGETS } from './bundle.mjs';
import { leanUPlot } from './lean.mjs';
import { makeOld } from './old.mjs';

const more = await makeMore();
const words = await readWords();
const [old, script, style, brokerStyle, template] = await Promise.all([
  makeOld(TARGETS, words),
  bundleScript('src/main.ts', {
    plugins: [leanUPlot(), brokerLink()],
    // A web server has its own entity tag for the page, so its version is not checked.
    define: { MORE_PATH: JSON.stringify(more.path.slice(1)), PAGE_VERSION: '""' },
  }),
  bundle('src/page.css'),
  bundle('src/broker/broker.css'),
  readTemplate(words),
]);
const styles = style + brokerStyle;
const policy = [
  "default-src 'none'",
  `script-src 'unsafe-inline' ${hashSource(script)} ${hashSource(old)} ${hashSource(more.text)}`,
  `style-src ${hashSource(styles)} ${hashSource(more.style)}`,
  "connect-src 'self' ws: wss:",
  'img-src data: blob:',
  'manifest-src data: blob:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

let page = template;
replace('<!doctype html>', `<!doctype html>\n${NOTICE}\n<!-- The connection: MQTT.js, MIT licence -->`);
replace('<!--style-->', `<meta http-equiv="Content-Security-Policy" content="${policy}">\n<style>${styles}</style>`);
replace('<div id="cards">', `<p id="notice" role="status"></p>\n<div id="boards" role="group" aria-label="${words.BOARDS}"></div>\n<div id="cards">`);
replace('<p><a id="status-link"', '<p hidden><a id="status-link"');
replace(`>${words.ENTER_TOKEN}<`, `>${words.SIGN_IN}<`);
replace(`>${words.ACCESS_TOKEN}<`, `>${words.SIGN_IN}<`);
replace(
  `<label for="token">${words.TOKEN}</label>`,
  `<label for="user">${words.USER}</label>\n<input id="user" autocomplete="username" autocapitalize="none" spellcheck="false" required>\n<label for="token">${words.PASSWORD}</label>`,
);
replace('autocomplete="off" autocapitalize', 'autocomplete="current-password" autocapitalize');
replace('<!--script-->', `<script>${script}</script>\n<script>${old}</script>`);

const folder = here('bin/broker');
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
await writeFile(`${folder}/index.html`, page);
await writeFile(`${folder}${more.path}`, more.text);
await copyFile(here('src/broker/config.json'), `${folder}/config.json`);
console.log(`Wrote bin/broker: ${Buffer.byteLength(page)} bytes, and ${Buffer.byteLength(more.text)} that follow`);

function replace(old, text) {
  if (!page.includes(old)) {
    throw new Error(`src/page.html has no ${old}`);
  }
  page = page.replace(old, () => text);
}

/** Replaces the device's link by the broker's, and some words by others. */
function brokerLink() {
  return {
    name: 'broker',
    setup(made) {
      made.onResolve({ filter: /^\.\/link$/ }, () => ({ path: here('src/broker/link.ts') }));
      made.onResolve({ filter: /\/words\/index$/ }, () => ({ path: here('src/words/broker.ts') }));
    },
  };
}
