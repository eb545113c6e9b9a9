import { placesIn, type ReaderResult } from './replay.ts';

export type Verdict =
  | { readonly kind: 'sees'; readonly places: readonly string[]; readonly routes: number }
  | { readonly kind: 'does-not-see'; readonly confirmed: boolean }
  | { readonly kind: 'no-proof'; readonly because: NoProof };

/**
 * Why an empty result shows nothing: `token-refused` the token no longer opens the server; `nothing-answered` the
 * reader could not even read the patient; `broken` the server failed; `no-canaries` there was nothing to find.
 */
export type NoProof = 'token-refused' | 'nothing-answered' | 'broken' | 'no-canaries';

/** What a replay shows. `control`: what someone who may see everything saw; undefined when nobody looked. */
export function verdictOn(result: ReaderResult, control: ReaderResult | undefined): Verdict {
  const { reader, routes, tokenHeld } = result;
  const seeing = routes.filter(({ sightings }) => sightings.length > 0);
  if (seeing.length > 0) {
    return { kind: 'sees', places: placesIn(result), routes: seeing.length };
  }
  if (control && placesIn(control).length === 0) return noProof('no-canaries');
  if (!tokenHeld) return noProof('token-refused');
  if (routes.some(({ lost }) => lost > 0)) return noProof('broken');
  if (!reader.shutOut && !readThePatient(result)) return noProof('nothing-answered');
  return { kind: 'does-not-see', confirmed: control !== undefined };
}

function noProof(because: NoProof): Verdict {
  return { kind: 'no-proof', because };
}

function readThePatient({ routes }: ReaderResult): boolean {
  return routes.some(({ route, answered }) => route === 'patient' && answered > 0);
}
