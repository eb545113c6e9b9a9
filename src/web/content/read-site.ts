import { type Site, site } from '../../record/index.ts';
import { ContentError } from '../fault.ts';
import { fetchJson } from './fetch-json.ts';

/** What the site has decided; `undefined` while it is silent, and then nothing is written. */
export async function readSite(): Promise<Site | undefined> {
  const path = '../site/site.json';
  const found = await fetchJson(path);
  if (found === undefined) return undefined;
  const parsed = site.safeParse(found);
  if (!parsed.success) throw new ContentError('site-invalid', path, parsed.error);
  return parsed.data;
}
