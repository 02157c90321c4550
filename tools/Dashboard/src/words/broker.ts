/** What the page from a broker says in other words than the page of a board. */

export * from './index';

export const TOKEN_NEEDED = 'Sign-in needed';
