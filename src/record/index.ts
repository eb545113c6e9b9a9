/** Outcome → what is written: one transaction, the journal note, and who will see it. */
export type { Occasion } from './occasion.ts';
export type { Reader, ReaderId, Site } from './site.ts';
export { readerId, site } from './site.ts';
