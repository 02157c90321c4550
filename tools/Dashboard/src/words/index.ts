/** The words of the page, in the language of the build. For another language, name another file like en.ts here. */

export * from './en';
