// Builds the page: one HTML file with script and style inside, and a second document with parts that are loaded later,
// both compressed, as C# for the board. With --check it writes nothing and reports whether the C# files are up to date.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { gzipAsync } from '@gfx/zopfli';
import { bundle, bundleScript, digestOf, hashSource, here, makeMore, NOTICE, readTemplate, readWords, TARGETS } from './bundle.mjs';
import { gzipOf, toCSharp } from './csharp.mjs';
import { leanUPlot } from './lean.mjs';
import { makeOld } from './old.mjs';

/** A placeholder in the page's script for its entity tag, which is computed from all the rest. */
const VERSION = '<version>';

const isCheck = process.argv.includes('--check');

const more = await makeMore();
const page = await makePage(more);
await put('Dashboard', 'DashboardPage', 48 * 1024, page);
await put('DashboardMore', 'DashboardMore', 64 * 1024, more);

if (!isCheck) {
  // For people, and for tests.
  await mkdir(here('bin'), { recursive: true });
  await writeFile(here('bin/index.html'), page.text);
  await writeFile(here('bin/csp.txt'), page.contentSecurityPolicy);
  await writeFile(here(`bin${more.path}`), more.text);
  await writeFile(here('bin/more.txt'), more.path);
}

/** Writes a document as C#, or reports what is wrong with the existing one. */
async function put(folder, name, budget, made) {
  const file = `shared/${folder}/${name}.g.cs`;
  const path = here(`../../${file}`);
  const committed = await readFile(path, 'utf8').catch(() => '');
  const isUpToDate = isCurrent(committed, name, made);
  if (isCheck && !isUpToDate) {
    fail(`${file} is stale. Run \`npm run build\` in tools/Dashboard and commit what it writes.`);
    return;
  }
  // Compressing takes longer than all the rest: an unchanged document is not compressed again.
  const gzip = isUpToDate ? gzipOf(committed) : await compress(made.text);
  const size = `${gzip.length} bytes compressed, ${Buffer.byteLength(made.text)} as it is`;
  if (gzip.length > budget) {
    fail(`${name} has grown too large: ${size}. The limit is ${budget}.`);
  } else if (isUpToDate) {
    console.log(`${name}.g.cs is up to date: ${size}`);
  } else {
    await writeFile(path, toCSharp(name, { ...made, gzip }));
    console.log(`Wrote ${name}.g.cs: ${size}`);
  }
}

async function makePage(more) {
  const words = await readWords();
  const [old, versionless, style, template] = await Promise.all([
    makeOld(TARGETS, words),
    bundleScript('src/main.ts', { plugins: [leanUPlot()], define: { MORE_PATH: JSON.stringify(more.path.slice(1)), PAGE_VERSION: JSON.stringify(VERSION) } }),
    bundle('src/page.css'),
    readTemplate(words),
  ]);
  const write = (script) => template
    .replace(/\r?\n\s*/g, '\n')
    .replace('<!doctype html>', () => `<!doctype html>\n${NOTICE}`)
    .replace('<!--style-->', () => `<style>${style}</style>`)
    .replace('<!--script-->', () => `<script>${script}</script>\n<script>${old}</script>`);
  const version = digestOf(write(versionless));
  const script = versionless.replace(VERSION, version);
  const text = write(script);
  return {
    text,
    etag: `"${version}"`,
    contentSecurityPolicy: [
      "default-src 'none'",
      // Browsers that know digests ignore 'unsafe-inline' beside them (CSP 2 section 7.17.2 and later); those that do not know them are
      // too old for the page, and would not even run the script that reports it.
      `script-src 'unsafe-inline' ${hashSource(script)} ${hashSource(old)} ${hashSource(more.text)}`,
      `style-src ${hashSource(style)} ${hashSource(more.style)}`,
      "connect-src 'self'",
      'img-src data: blob:',
      'manifest-src data: blob:',
      "base-uri 'none'",
      "form-action 'none'",
      // The route adds frame-ancestors, which the author chooses.
    ].join('; '),
  };
}

/** Like gzip, but slower: saves another 2 KB. */
async function compress(text) {
  return gzipAsync(Buffer.from(text), { numiterations: 15 });
}

/**
 * Whether the file holds this document. Versions of zlib compress the same text to different bytes, so those of the
 * file are used for the comparison: the text must be equal, and all else in the file.
 */
function isCurrent(csharp, name, made) {
  try {
    const gzip = gzipOf(csharp);
    return gunzipSync(gzip).toString() === made.text && toCSharp(name, { ...made, gzip }) === csharp.replace(/\r\n/g, '\n');
  } catch {
    return false;
  }
}

function fail(message) {
  console.error(message);
  process.exitCode = 1;
}
