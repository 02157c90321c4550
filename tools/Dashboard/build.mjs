// Makes the page: one HTML file with script and style inside, compressed, as C# for the board.
// With --check it writes nothing and says whether the C# file is up to date.

import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { gzipOf, toCSharp } from './csharp.mjs';

const BUDGET = 48 * 1024;
const TARGETS = ['es2020', 'chrome90', 'firefox98', 'safari15.4'];
const OUTPUT = '../../shared/Dashboard/DashboardPage.g.cs';

/** uPlot's licence asks for its notice in every copy; minifying drops it. */
const NOTICE = '<!-- Charts: uPlot, (c) Leon Sorokin, MIT licence -->';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const page = await makePage();
const committed = await readFile(here(OUTPUT), 'utf8').catch(() => '');
const size = `${page.gzip.length} bytes compressed, ${Buffer.byteLength(page.html)} as it is`;

if (page.gzip.length > BUDGET) {
  fail(`The page has grown too large: ${size}. The limit is ${BUDGET}.`);
} else if (isCurrent(committed)) {
  console.log(`DashboardPage.g.cs is up to date: ${size}`);
} else if (process.argv.includes('--check')) {
  fail('shared/Dashboard/DashboardPage.g.cs is stale. Run `npm run build` in tools/Dashboard and commit what it writes.');
} else {
  await writeFile(here(OUTPUT), toCSharp(page));
  console.log(`Wrote DashboardPage.g.cs: ${size}`);
}

if (!process.argv.includes('--check')) {
  // For people and tests that want to look at it.
  await mkdir(here('bin'), { recursive: true });
  await writeFile(here('bin/index.html'), page.html);
}

async function makePage() {
  const [script, style, template] = await Promise.all([
    bundle('src/main.ts'),
    bundle('src/page.css'),
    readFile(here('src/page.html'), 'utf8'),
  ]);
  const html = template
    .replace(/\r?\n\s*/g, '\n')
    .replace('<!doctype html>', () => `<!doctype html>\n${NOTICE}`)
    .replace('<!--style-->', () => `<style>${style}</style>`)
    .replace('<!--script-->', () => `<script>${script}</script>`);
  return {
    html,
    gzip: gzipSync(html, { level: 9 }),
    etag: `"${createHash('sha256').update(html).digest('hex').slice(0, 16)}"`,
    contentSecurityPolicy: [
      "default-src 'none'",
      `script-src ${hashSource(script)}`,
      `style-src ${hashSource(style)}`,
      "connect-src 'self'",
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  };
}

async function bundle(path) {
  const { outputFiles } = await build({
    entryPoints: [here(path)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: TARGETS,
    legalComments: 'none',
  });
  return outputFiles[0].text.trim();
}

function hashSource(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/**
 * Whether the file holds this page. Versions of zlib compress the same page to different bytes, so those of the
 * file are taken for the comparison: what must agree is the page, and all that the file says around it.
 */
function isCurrent(csharp) {
  try {
    const gzip = gzipOf(csharp);
    return gunzipSync(gzip).toString() === page.html && toCSharp({ ...page, gzip }) === csharp.replace(/\r\n/g, '\n');
  } catch {
    return false;
  }
}

function fail(message) {
  console.error(message);
  process.exitCode = 1;
}
