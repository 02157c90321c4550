import { parse } from 'acorn';
import { expect, it } from 'vitest';
// @ts-expect-error The build's own scripts are plain JavaScript.
import { makeOld } from '../old.mjs';
import * as words from '../src/words/index';

const script: string = await makeOld(['chrome90', 'firefox98', 'safari15.4'], words);

function shownWith(sensorcast: object | undefined): string {
  const element = { innerHTML: '', setAttribute() {} };
  new Function('window', 'sensorcast', 'document', script)({ sensorcast }, sensorcast, { body: element, getElementById: () => element });
  return element.innerHTML;
}

it('is ECMAScript 3, which every browser parses', () => {
  expect(() => parse(script, { ecmaVersion: 3 })).not.toThrow();
  expect(() => parse('let a', { ecmaVersion: 3 })).toThrow();
});

it.each([undefined, {}, { modules: {} }])('names the browsers that the page needs if its script has set %o', (sensorcast) => {
  expect(shownWith(sensorcast)).toBe('This page needs Chrome 90, Firefox 98 or Safari 15.4, or a later one.');
});

it('shows nothing if the page runs', () => {
  expect(shownWith({ isRunning: true })).toBe('');
});
