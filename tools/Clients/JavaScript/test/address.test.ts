import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { streamAddress } from '../src/address.js';

interface Case {
  given: string;
  url?: string;
  error?: string;
}

/** The cases that the .NET client and the command line pass too. */
const cases = JSON.parse(readFileSync(new URL('../../../../tests/Shared/addresses.json', import.meta.url), 'utf8')) as Case[];

describe('an address', () => {
  it.each(cases.map(({ given, url, error }) => [given, url, error]))('%j', (given, url, error) => {
    if (error === undefined) {
      expect(streamAddress(given!)).toBe(url);
    } else {
      expect(() => streamAddress(given!)).toThrow(error);
      expect(() => streamAddress(given!)).toThrow(SyntaxError);
    }
  });

  it('may be a URL', () => {
    expect(streamAddress(new URL('http://board/#top'))).toBe('ws://board/ws');
  });
});
