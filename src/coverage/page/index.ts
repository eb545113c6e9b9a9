/** The release as a page: server-rendered, self-contained, in Swedish and English. */
export { coveragePage, pageFile } from './page.ts';
export type { PageLanguage } from './say.ts';
