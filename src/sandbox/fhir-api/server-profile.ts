import { refuse } from './refusal.ts';

/** How much of writing this server offers; reading is always whole. Real EHRs differ most in this. */
export type ServerProfile = 'full' | 'one-by-one' | 'documents' | 'read-only';

type Offer = {
  readonly bundles: boolean;
  /** Types that can be created and changed; absent: all. */
  readonly writes?: readonly string[];
};

const offers: Readonly<Record<ServerProfile, Offer>> = {
  full: { bundles: true },
  'one-by-one': { bundles: false },
  documents: { bundles: false, writes: ['DocumentReference', 'Provenance'] },
  'read-only': { bundles: false, writes: [] },
};

export const takesBundles = (profile: ServerProfile): boolean => offers[profile].bundles;

export function takesWrites(profile: ServerProfile, type: string): boolean {
  return offers[profile].writes?.includes(type) ?? true;
}

/** Throws what such a server answers to a write that it does not offer. */
export function checkOffered(profile: ServerProfile, method: string, type: string): void {
  if (method !== 'GET' && !takesWrites(profile, type)) {
    throw refuse(405, 'not-supported', `${type} cannot be written here`);
  }
}
