import { audienceOf, readPack } from './content/read-pack.ts';
import { readSite } from './content/read-site.ts';
import type { Opened } from './state.ts';

/** The site's decisions and the routine it has chosen; `fallback` is the routine of a site that is silent. */
export async function openRoutine(fallback: string): Promise<Omit<Opened, 'session'>> {
  const site = await readSite();
  const pack = await readPack(site?.routine ?? fallback, new Date());
  const audience = audienceOf(pack, site?.audience);
  return { ...(site && { site }), pack, audience, key: crypto.randomUUID() };
}
