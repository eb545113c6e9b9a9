import { audienceOf, readPack } from './content/read-pack.ts';
import { readSite } from './content/read-site.ts';
import type { Opened } from './state.ts';

export type Fallback = { readonly routine: string; readonly audience: string };

/** The site's decisions and the routine it has chosen; `fallback` is the routine of a site that is silent. */
export async function openRoutine(fallback: Fallback): Promise<Omit<Opened, 'session'>> {
  const site = await readSite();
  const { routine, audience } = site ?? fallback;
  const pack = await readPack(routine, audience, new Date());
  return { ...(site && { site }), pack, audience: audienceOf(pack), key: crypto.randomUUID() };
}
