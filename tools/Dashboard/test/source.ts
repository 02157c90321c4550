/** Finds the texts for people in the page's sources. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type Node } from 'acorn';
import { transformSync } from 'esbuild';

const SOURCE = new URL('../src/', import.meta.url).pathname;

/** Text that looks like words: a capital and small letters after it, or two words with a space between them, or a word after a number or a value. */
const WORDS = /^\p{Lu}\p{Ll}|\p{L}[,.:;]? \p{L}|\p{L}{2}[.…?!]$|^[ ,:(].*\p{L}{2}/u;

export interface Found {
  readonly file: string;
  readonly text: string;
}

/** The files of a kind, as paths in src/. */
export function filesOf(extension: string, folder = ''): string[] {
  return readdirSync(join(SOURCE, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesOf(extension, path) : path.endsWith(extension) ? [path] : [];
  });
}

export function read(file: string): string {
  return readFileSync(join(SOURCE, file), 'utf8');
}

/** All literals of a file of TypeScript that look like words. */
export function textsIn(file: string): Found[] {
  const { code } = transformSync(read(file), { loader: 'ts' });
  const found: Found[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      node.forEach(visit);
    } else if (typeof node === 'object' && node !== null && 'type' in node) {
      const { type, value } = node as { type: string; value?: unknown };
      const text = type === 'TemplateElement' ? (value as { cooked: string }).cooked : type === 'Literal' && typeof value === 'string' ? value : '';
      if (WORDS.test(text)) {
        found.push({ file, text });
      }
      Object.values(node as Node & Record<string, unknown>).forEach(visit);
    }
  };
  visit(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }));
  return found;
}
