import { describe, expect, it } from 'vitest';
import * as words from '../src/words/index';
import { filesOf, read, textsIn } from './source';

/** Literals that look like words and are not shown as such: names of keys, fonts, styles and interfaces, units, notes in files, and errors for programmers. */
const TECHNICAL = [
  /^(Escape|Tab|Hz|AbortError|Notification|None|Warning|Alarm)$/,
  /^ ?(ms|MB)$/,
  /sans-serif$/,
  /^(body|chip) /,
  /^\((prefers|forced)-/,
  /minmax|span/,
  /^A V W J N/,
  /^ packs skipped$/,
  /^No $/,
  /^There is no round trip$/,
];

describe('the words of the page', () => {
  it('are in their table, and nowhere else', () => {
    const found = filesOf('.ts')
      .filter((file) => !file.startsWith('words/'))
      .flatMap(textsIn)
      .filter(({ text }) => !TECHNICAL.some((rule) => rule.test(text)));
    expect(found).toEqual([]);
  });

  it('are named, not written, in the HTML', () => {
    const html = read('page.html').replace(/<(style|script).*?<\/\1>/gs, '');
    const texts = [...html.matchAll(/>([^<]+)|(?:aria-label|title|placeholder|alt)="([^"]*)"/g)].map(([, text = '', label = '']) => text + label);
    const names = texts.filter((text) => /\p{L}/u.test(text));
    expect(names.filter((text) => !/^(\{\{\w+\}\}|Sensorcast|\?)\s*$/.test(text))).toEqual([]);
    expect(names.length).toBeGreaterThan(15);
  });

  it('are found where they are not in the table', () => {
    expect(textsIn('words/en.ts').length).toBeGreaterThan(150);
  });

  it('are all used', () => {
    const all = [...filesOf('.ts'), 'page.html', 'old.js'].filter((file) => file !== 'words/index.ts').map(read).join('\n');
    const builds = ['LANGUAGE', 'NOT_POSSIBLE', 'needs', 'BOARDS', 'SIGN_IN', 'USER', 'PASSWORD'];
    const unused = Object.keys(words).filter((name) => !builds.includes(name) && !new RegExp(`words\\.${name}\\b|\\{\\{${name}\\}\\}`).test(all));
    expect(unused).toEqual([]);
  });
});
