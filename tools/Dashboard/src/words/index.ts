/** What the page says, in the language that it is built in: another one is another file like this one's neighbour, named here. */

export * from './en';
