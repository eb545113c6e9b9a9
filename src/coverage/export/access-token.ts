import { importJWK, type JWK, SignJWT } from 'jose';
import { z } from 'zod';
import { noShorterThan } from '../../fhir/index.ts';
import { ExportError, type Ports, secure, send } from './ports.ts';

/** A client registered for SMART Backend Services: its id and its private key (JWK with kid; ES384 or RS384). */
export type BackendClient = {
  readonly clientId: string;
  readonly key: JWK & { readonly alg: 'ES384' | 'RS384'; readonly kid: string };
  readonly scope: string;
};

export type TokenSource = {
  readonly get: () => Promise<string>;
  /** After a 401: the token at hand is thrown away. */
  readonly forget: (token: string) => void;
};

const configuration = z.object({ token_endpoint: z.string() });
const granted = z.object({
  access_token: z.string().check(noShorterThan(1)),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().positive().optional(),
});

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const spare = 30_000;

/** A token that is renewed shortly before it ends, however long an export takes. */
export function tokenSource(base: string, client: BackendClient, ports: Ports): TokenSource {
  let held: { readonly token: string; readonly until: number } | undefined;
  return {
    get: async () => {
      if (held === undefined || held.until - spare < ports.now()) {
        held = await request(await endpoint(base, ports), client, ports);
      }
      return held.token;
    },
    forget: (token) => {
      if (held?.token === token) held = undefined;
    },
  };
}

async function endpoint(base: string, ports: Ports): Promise<string> {
  const address = `${base.replace(/\/$/, '')}/.well-known/smart-configuration`;
  const response = await send(address, { headers: { accept: 'application/json' } }, ports);
  const parsed = configuration.safeParse(await response.json().catch(() => undefined));
  if (!response.ok || !parsed.success) throw new ExportError('no-token', address);
  return secure(parsed.data.token_endpoint).href;
}

async function request(address: string, client: BackendClient, ports: Ports) {
  const assertion = await signed(address, client, ports);
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    scope: client.scope,
    client_assertion_type: assertionType,
    client_assertion: assertion,
  });
  const response = await send(address, { method: 'POST', body }, ports);
  const parsed = granted.safeParse(await response.json().catch(() => undefined));
  if (!response.ok || !parsed.success) throw new ExportError('no-token', address);
  const { access_token: token, expires_in: seconds = 300 } = parsed.data;
  return { token, until: ports.now() + seconds * 1000 };
}

/** SMART 2.2, "Client authentication: asymmetric": lives five minutes, used once. */
async function signed(audience: string, { clientId, key }: BackendClient, ports: Ports) {
  const seconds = Math.floor(ports.now() / 1000);
  return new SignJWT({})
    .setProtectedHeader({ alg: key.alg, kid: key.kid, typ: 'JWT' })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 300)
    .setJti(ports.newId())
    .sign(await importJWK(key, key.alg));
}
