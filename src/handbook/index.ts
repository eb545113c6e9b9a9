/** The routine as a printable handbook, for those without the app. */
export { HandbookError, handbook } from './page.ts';
export { handbookLanguages, isHandbookLanguage } from './say.ts';
