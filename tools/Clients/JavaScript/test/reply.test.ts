import { expect, it } from 'vitest';
import { isReply, readReply } from '../src/reply.js';

it('is an object of text', () => {
  expect(['{"seq":1}', ' {}', '[{"seq":1}]', '', new ArrayBuffer(1)].map(isReply)).toEqual([true, true, false, false, false]);
});

it.each([
  ['{"seq":17}', { sequence: 17 }],
  ['{"seq":17,"error":"out-of-range","n":"dev:level"}', { sequence: 17, error: 'out-of-range', name: 'dev:level' }],
  ['{"error":"more","count":3}', { error: 'more' }],
])('%s is understood', (text, reply) => {
  expect(readReply(text)).toEqual(reply);
});

it.each(['{', '{"seq":"17"}', '{"error":1}', '{"n":null}'])('%s is refused', (text) => {
  expect(() => readReply(text)).toThrow();
});
