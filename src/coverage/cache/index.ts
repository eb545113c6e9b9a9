/** Staged tables kept between runs, sealed with the site's key; only where the site has asked for it. */
export { type Cache, lastMoment, type Source, throughCache } from './cache.ts';
export { pseudonymKey, readSiteKey, type SiteKey } from './site-key.ts';
