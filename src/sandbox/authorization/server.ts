/// <reference path="./oidc-provider.d.ts" />
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { InvalidRequest, InvalidScope, InvalidTarget } from 'oidc-provider/lib/helpers/errors.js';
// Not the package's own door: that one prints a notice on Node 20, where all we use was found to work.
import { type Context, Provider } from 'oidc-provider/lib/provider.js';
import { type TokenStore, tokenStore } from './adapter.ts';
import {
  type BackendClient,
  backendAlgorithms,
  backendScope,
  backendSeconds,
  isBackend,
  registered,
  strictAssertion,
} from './backend.ts';
import { newSigningKey, type SigningKey } from './keys.ts';
import { contextMembers, type LaunchContext, type Launches } from './launches.ts';
import { type Misbehaving, spoiled, spoiledRedirect } from './misbehaviour.ts';
import { policy } from './policy.ts';
import { grantable } from './scope.ts';

export type AuthorizationOptions = {
  /** Origin of the EHR, and the issuer of its id_tokens. */
  readonly issuer: string;
  readonly fhirUrl: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly backendClients: readonly BackendClient[];
  readonly launches: Launches;
  readonly withheld: () => readonly string[];
  readonly does: Misbehaving;
  /** The page shown when the browser cannot be sent back to the app. */
  readonly errorPage: (problem: string) => string;
};

export type Authorization = {
  readonly answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly accessOf: (
    token: string,
  ) => Promise<{ readonly scopes: readonly string[]; readonly patient?: string } | undefined>;
  readonly store: TokenStore;
};

/** SMART App Launch 2.2 authorization, strict: PKCE S256, exact redirect, single-use code and launch. */
export function authorization(options: AuthorizationOptions): Authorization {
  const store = tokenStore();
  const key = newSigningKey();
  const contexts = new Map<string, LaunchContext>();
  const pending = new WeakMap<object, LaunchContext>();
  const provider = new Provider(options.issuer, {
    ...fixedSettings(options, key),
    adapter: store.adapter,
    extraParams: {
      aud: (_ctx: Context, aud: string | undefined) => {
        if (aud !== options.fhirUrl) throw new InvalidRequest('aud must be this FHIR server');
      },
      launch: (ctx: Context, launch: string | undefined) => {
        const context = options.launches.spend(launch);
        if (!context) throw new InvalidRequest('launch is unknown, spent or too old');
        ctx.oidc.session.loginAccount({ accountId: context.user, transient: true });
        pending.set(ctx, context);
      },
    },
    loadExistingGrant: async (ctx: Context) => {
      const context = pending.get(ctx);
      if (!context) throw new InvalidRequest('no launch');
      const grantId = await newGrant(ctx, options.fhirUrl, context.user);
      contexts.set(grantId.id, context);
      return grantId.grant;
    },
  });
  provider.use(async (ctx, next) => {
    // In a frame across sites there are no cookies, so that none may matter anywhere.
    delete ctx.req.headers.cookie;
    if (ctx.path === paths.authorize) ctx.querystring = narrowed(ctx.querystring, options);
    await next();
    ctx.response.remove('set-cookie');
    if (ctx.path === paths.authorize) spoilRedirect(ctx, options.does);
    if (ctx.path === paths.token) completeTokens(ctx, contexts, key, options.does);
  });
  return {
    answer: provider.callback(),
    store,
    accessOf: async (token) => {
      const found =
        (await provider.AccessToken.find(token)) ?? (await provider.ClientCredentials.find(token));
      if (!found || found.isExpired) return undefined;
      const patient = contexts.get(found.grantId ?? '')?.patient;
      const scopes = found.scope?.split(' ') ?? [];
      return { scopes, ...(patient === undefined ? {} : { patient }) };
    },
  };
}

export const paths = {
  authorize: '/oauth/authorize',
  token: '/oauth/token',
  keys: '/oauth/jwks',
  discovery: '/.well-known/openid-configuration',
} as const;

const accessSeconds = 600;

function fixedSettings(options: AuthorizationOptions, key: SigningKey): object {
  const { clientId, redirectUri, fhirUrl } = options;
  const day = 24 * 60 * 60;
  return {
    clients: [
      {
        client_id: clientId,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
      ...options.backendClients.map(registered),
    ],
    clientAuthMethods: ['none', 'private_key_jwt'],
    enabledJWA: { clientAuthSigningAlgValues: backendAlgorithms },
    assertJwtClientAuthClaimsAndHeader: strictAssertion(`${options.issuer}${paths.token}`),
    jwks: { keys: [key] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    scopes: ['openid', 'fhirUser', 'profile'],
    claims: { openid: ['sub'], fhirUser: ['fhirUser'] },
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    pkce: { required: () => true },
    routes: { authorization: paths.authorize, token: paths.token, jwks: paths.keys },
    // Whoever works in the EHR is signed in already, and the EHR's policy has consented for its apps.
    interactions: { policy: [] },
    findAccount: async (_ctx: Context, user: string) => ({
      accountId: user,
      claims: async () => ({ sub: user.replace('/', '-'), fhirUser: `${fhirUrl}/${user}` }),
    }),
    clientBasedCORS: (_ctx: Context, origin: string) => origin === new URL(redirectUri).origin,
    issueRefreshToken: async (_ctx: Context, _client: object, source: { scopes: Set<string> }) =>
      source.scopes.has('online_access'),
    expiresWithSession: async () => false,
    rotateRefreshToken: true,
    ttl: {
      AccessToken: accessSeconds,
      ClientCredentials: backendSeconds,
      AuthorizationCode: 60,
      IdToken: 300,
      Grant: day,
      RefreshToken: day,
      Session: day,
      Interaction: 600,
    },
    renderError: async (ctx: Context, out: { error: string; error_description?: string }) => {
      ctx.type = 'html';
      ctx.response.set(
        'content-security-policy',
        "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
      ctx.body = options.errorPage(out.error_description ?? out.error);
    },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: resourceServer(options),
    },
  };
}

/** The FHIR API is the one thing that a token opens; by what was asked, within what is granted. */
function resourceServer(options: AuthorizationOptions): object {
  const { fhirUrl, withheld } = options;
  return {
    enabled: true,
    defaultResource: async (ctx: Context, _client: object, oneOf?: string) =>
      oneOf ?? (isBackend(ctx) ? fhirUrl : ctx.oidc.params?.['aud']),
    useGrantedResource: async () => true,
    getResourceServerInfo: async (ctx: Context, resource: string) => {
      if (resource !== fhirUrl) throw new InvalidTarget('aud must be this FHIR server');
      const own = isBackend(ctx);
      const scope = own ? backendScope(ctx, withheld()) : scopeOf(ctx);
      if (own && scope === '') throw new InvalidScope('nothing of this is granted', 'scope');
      const accessTokenTTL = own ? backendSeconds : accessSeconds;
      return { scope, audience: fhirUrl, accessTokenTTL, accessTokenFormat: 'opaque' };
    },
  };
}

/** The scopes were narrowed before the provider saw them, so that all it sees is granted. */
function scopeOf(ctx: Context): string {
  const { AuthorizationCode, RefreshToken } = ctx.oidc.entities;
  return AuthorizationCode?.scope ?? RefreshToken?.scope ?? ctx.oidc.params?.['scope'] ?? '';
}

async function newGrant(ctx: Context, fhirUrl: string, accountId: string) {
  const grant = new ctx.oidc.provider.Grant({ accountId, clientId: ctx.oidc.client.clientId });
  grant.addOIDCScope(scopeOf(ctx));
  grant.addResourceScope(fhirUrl, scopeOf(ctx));
  return { grant, id: await grant.save() };
}

function narrowed(querystring: string, { withheld }: AuthorizationOptions): string {
  const query = new URLSearchParams(querystring);
  const [asked, ...more] = query.getAll('scope');
  if (asked === undefined || more.length > 0) return querystring;
  query.set('scope', grantable(asked.split(' '), policy, withheld()).join(' '));
  return query.toString();
}

function spoilRedirect(ctx: Context, does: Misbehaving): void {
  const location = ctx.response.get('location');
  if (location?.includes('code=')) ctx.response.set('location', spoiledRedirect(location, does));
}

function completeTokens(
  ctx: Context,
  contexts: ReadonlyMap<string, LaunchContext>,
  key: SigningKey,
  does: Misbehaving,
): void {
  const context = contexts.get(ctx.oidc?.entities['AccessToken']?.grantId ?? '');
  if (ctx.status !== 200 || !context) return;
  const tokens: Record<string, unknown> = { ...Object(ctx.body) };
  const idToken = tokens['id_token'];
  const signed = typeof idToken === 'string' ? { id_token: spoiled(idToken, key, does) } : {};
  ctx.body = { ...tokens, ...signed, ...contextMembers(context) };
}
