import { readSite } from './content/read-site.ts';
import { ContentError } from './fault.ts';
import { routineOf } from './routine-of.ts';
import type { Opened } from './state.ts';

/** From the page itself: `data-routine`, `data-audience`. */
export type Fallback = { readonly routine?: string; readonly audience?: string };

/** The site's decisions and the routine it has chosen; `fallback` is the routine of a site that is silent. */
export async function openRoutine(fallback: Fallback): Promise<Omit<Opened, 'session'>> {
  const site = await readSite();
  const { routine = '', audience = '' } = site ?? fallback;
  const read = await routineOf(routine, audience);
  // Nobody has filled in whom to call.
  if (read.pack.template) throw new ContentError('content-invalid', routine);
  return { ...(site && { site }), ...read };
}
