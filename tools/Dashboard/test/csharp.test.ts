import { expect, it } from 'vitest';
// @ts-expect-error The build's own scripts are plain JavaScript.
import { gzipOf, toCSharp } from '../csharp.mjs';

const page = (length: number) => ({
  gzip: Uint8Array.from({ length }, (_, i) => (i * 7919) % 256),
  etag: '"0123456789abcdef"',
  contentSecurityPolicy: "default-src 'none'",
});

it.each([1, 1023, 1024, 1025, 3000])('reads back the %i bytes it wrote', (length) => {
  expect(gzipOf(toCSharp('Page', page(length)))).toEqual(page(length).gzip);
});

it('makes pieces of at most 1,024 bytes', () => {
  const file: string = toCSharp('Page', page(2049));
  expect(file.match(/\d => Piece\d\(\)/g)).toEqual(['0 => Piece0()', '1 => Piece1()', '2 => Piece2()']);
  const sizes = [...file.matchAll(/new byte\[\]\s*\{([^}]*)\}/g)].map(([, numbers]) => numbers!.split(',').length);
  expect(sizes).toEqual([1024, 1024, 1]);
});

it('escapes the quotes of the entity tag', () => {
  expect(toCSharp('Page', page(1))).toContain('ETag = "\\"0123456789abcdef\\""');
});

it('has the path of a document that the page fetches', () => {
  const file = toCSharp('More', { ...page(1), path: '/more.0123.js' });
  expect(file).toContain('class More');
  expect(file).toContain('Path = "/more.0123.js"');
  expect(file).not.toContain('ContentSecurityPolicy');
});
