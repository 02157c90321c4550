/** The words in which the page from a broker differs from the page of a board. */

export * from './index';

export const TOKEN_NEEDED = 'Sign-in needed';
