import { claimsIn, jwtOf, newSigningKey, type SigningKey } from './keys.ts';

/** Wrong answers on demand: what a careful app must notice. */
export type Misbehaviour =
  | 'no-code-challenge-methods'
  | 'relative-endpoints'
  | 'id-token-bad-signature'
  | 'id-token-unsigned'
  | 'id-token-wrong-issuer'
  | 'id-token-wrong-audience'
  | 'id-token-wrong-nonce'
  | 'id-token-expired'
  | 'id-token-without-kid'
  | 'state-missing'
  | 'state-wrong'
  | 'issuer-wrong'
  | 'awkward-code'
  | 'foreign-next-link'
  | 'foreign-reference'
  | 'other-patient';

export type Misbehaving = (kind: Misbehaviour) => boolean;

/** The id_token as it is, or spoiled in the way that was asked for. */
export function spoiled(idToken: string, key: SigningKey, does: Misbehaving): string {
  const claims = claimsIn(idToken);
  const header = { alg: 'RS256', kid: key.kid };
  const resigned = (changed: object): string => jwtOf(header, { ...claims, ...changed }, key);
  if (does('id-token-bad-signature')) return jwtOf(header, claims, newSigningKey());
  if (does('id-token-unsigned')) return jwtOf({ alg: 'none' }, claims, key);
  if (does('id-token-wrong-issuer')) return resigned({ iss: 'https://other.example' });
  if (does('id-token-wrong-audience')) return resigned({ aud: 'another-app' });
  if (does('id-token-wrong-nonce')) return resigned({ nonce: 'another-nonce' });
  if (does('id-token-expired')) return resigned({ iat: 1_600_000_000, exp: 1_600_000_300 });
  if (does('id-token-without-kid')) return jwtOf({ alg: 'RS256' }, claims, key);
  return idToken;
}

/** Characters that must be percent-encoded in a form body, behind every code that is handed out. */
const awkward = '+/=&%é';

/** The address the browser is sent back to, spoiled in the way that was asked for. */
export function spoiledRedirect(location: string, does: Misbehaving): string {
  const url = new URL(location);
  const { searchParams: query } = url;
  if (does('state-missing')) query.delete('state');
  if (does('state-wrong')) query.set('state', 'another-state');
  if (does('issuer-wrong')) query.set('iss', 'https://other.example');
  if (does('awkward-code')) query.set('code', `${query.get('code')}${awkward}`);
  return url.href;
}

export function withoutAwkwardEnd(code: string): string | undefined {
  return code.endsWith(awkward) ? code.slice(0, -awkward.length) : undefined;
}
