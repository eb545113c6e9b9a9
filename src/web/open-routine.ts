import { questionsFor } from '../routine/index.ts';
import { audienceOf, readPack } from './content/read-pack.ts';
import { readSite } from './content/read-site.ts';
import type { Opened } from './state.ts';

/** From the page itself: `data-routine`, `data-audience`. */
export type Fallback = { readonly routine?: string; readonly audience?: string };

/** The site's decisions and the routine it has chosen; `fallback` is the routine of a site that is silent. */
export async function openRoutine(fallback: Fallback): Promise<Omit<Opened, 'session'>> {
  const site = await readSite();
  const { routine = '', audience = '' } = site ?? fallback;
  const read = await readPack(routine, audience, new Date());
  const { result, after } = questionsFor(read, audience);
  const questions = { ...read.questions, result: [...result], after: [...after] };
  return {
    ...(site && { site }),
    pack: { ...read, questions },
    audience: audienceOf(read),
    key: crypto.randomUUID(),
  };
}
