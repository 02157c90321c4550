import { expect, it } from 'vitest';
import { tokenProtocol } from '../src/token.js';

it.each([
  ['secret', 'token.c2VjcmV0'],
  ['ÿþ?', 'token.w7_Dvj8'],
  ['>>>~', 'token.Pj4-fg'],
])('%s is sent as %s', (token, protocol) => {
  expect(tokenProtocol(token)).toBe(protocol);
});
