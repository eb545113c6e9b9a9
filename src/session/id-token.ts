import * as z from 'zod/mini';
import { noShorterThan } from '../fhir/index.ts';
import { LaunchError } from './launch-problem.ts';
import { decodeJws, isSignedBy } from './signature.ts';

/** Clocks of the EHR and of this device may differ by this many seconds. */
const skew = 60;

const claims = z.looseObject({
  iss: z.string(),
  sub: z.string().check(noShorterThan(1)),
  aud: z.union([z.string(), z.array(z.string())]),
  azp: z.optional(z.string()),
  exp: z.number(),
  nbf: z.optional(z.number()),
  nonce: z.string(),
  fhirUser: z.optional(z.string()),
  name: z.optional(z.string()),
});

export type IdentityClaims = z.infer<typeof claims>;

export type ExpectedIdentity = {
  readonly issuer: string;
  readonly clientId: string;
  readonly nonce: string;
  /** Milliseconds since 1970. */
  readonly now: number;
};

/**
 * The claims of an id_token, once it holds (OpenID Connect Core §3.1.3.7). fhirclient decodes it without
 * checking signature, issuer, audience, time or nonce, and cannot read names with å, ä or ö.
 */
export async function checkIdToken(
  token: string,
  keys: unknown,
  expected: ExpectedIdentity,
  subtle: SubtleCrypto,
): Promise<IdentityClaims> {
  const jws = decodeJws(token);
  if (jws === undefined) throw new LaunchError('identity-invalid', 'form');
  if (!(await isSignedBy(jws, keys, subtle)))
    throw new LaunchError('identity-invalid', 'signature');
  const found = claims.safeParse(jws.payload);
  if (!found.success) throw new LaunchError('identity-invalid', 'claims');
  const wrong = wrongClaim(found.data, expected);
  if (wrong !== undefined) throw new LaunchError('identity-invalid', wrong);
  return found.data;
}

function wrongClaim(found: IdentityClaims, expected: ExpectedIdentity): string | undefined {
  const seconds = expected.now / 1000;
  const audience = typeof found.aud === 'string' ? [found.aud] : found.aud;
  const azp = found.azp ?? (audience.length > 1 ? undefined : expected.clientId);
  const holds: readonly (readonly [claim: string, holds: boolean])[] = [
    ['iss', found.iss === expected.issuer],
    ['aud', audience.includes(expected.clientId)],
    ['azp', azp === expected.clientId],
    ['exp', found.exp > seconds - skew],
    ['nbf', found.nbf === undefined || found.nbf <= seconds + skew],
    ['nonce', found.nonce === expected.nonce],
  ];
  return holds.find(([, each]) => !each)?.[0];
}
