// Makes the package: one module, and the declarations of its types beside it.

import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

await rm(here('dist'), { recursive: true, force: true });
await build({
  entryPoints: [here('src/index.ts')],
  outfile: here('dist/index.js'),
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  target: ['es2020', 'node18'],
});
execFileSync(process.execPath, [here('node_modules/typescript/bin/tsc'), '--project', here('tsconfig.build.json')], { stdio: 'inherit' });
