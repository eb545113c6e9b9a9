import * as z from 'zod';
import { noLongerThan, noShorterThan } from '../../fhir/index.ts';

const base64url = /^[\w-]+\.[\w-]+\.[\w-]+$/;
/** Longer than any token that says what CDS Hooks asks for. */
const longest = 8192;

const short = z.string().check(noShorterThan(1), noLongerThan(512));

/** CDS Hooks 2.0.1, "Trusting CDS Clients". What would change the meaning of the signature is refused. */
const header = z.object({
  alg: z.enum(['ES384', 'RS384']),
  typ: z.literal('JWT'),
  kid: short,
  jku: short.optional(),
  crit: z.undefined().optional(),
  b64: z.undefined().optional(),
  jwk: z.undefined().optional(),
  x5u: z.undefined().optional(),
  x5c: z.undefined().optional(),
});
export type TokenHeader = z.infer<typeof header>;

const claims = z.object({
  iss: short,
  aud: z.union([short, z.array(short).check(noShorterThan(1), noLongerThan(10))]),
  exp: z.number().nonnegative(),
  iat: z.number().nonnegative(),
  nbf: z.number().optional(),
  jti: short,
  tenant: z.string().check(noLongerThan(512)).optional(),
});
type Claims = z.infer<typeof claims>;

export type Token = {
  readonly compact: string;
  readonly header: TokenHeader;
  readonly claims: Claims;
};

function decoded(part: string | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
  } catch {
    // Not JSON is one more way of not being a token; the schema refuses undefined.
    return undefined;
  }
}

/** The token of an Authorization header as it claims to be; nothing in it is proven yet. */
export function readToken(authorization: string | undefined): Token | undefined {
  const [, compact] = /^Bearer ([\w.-]+)$/.exec(authorization ?? '') ?? [];
  if (compact === undefined || compact.length > longest || !base64url.test(compact)) {
    return undefined;
  }
  const [head, body] = compact.split('.');
  const parsedHeader = header.safeParse(decoded(head));
  const parsedClaims = claims.safeParse(decoded(body));
  if (!parsedHeader.success || !parsedClaims.success) return undefined;
  return { compact, header: parsedHeader.data, claims: parsedClaims.data };
}
