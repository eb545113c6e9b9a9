import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Sandbox } from './start.ts';

/** A small SMART app for the tests of this folder: it does what it is told, wrong things too. */
export const appUrl = 'http://127.0.0.1:4999/launch/';
const redirect = `${appUrl}app.html`;
const verifier = 'v'.repeat(64);

export const allScopes =
  'launch openid fhirUser online_access patient/Patient.rs patient/Encounter.rs patient/Condition.crs ' +
  'patient/QuestionnaireResponse.crus patient/Observation.crus patient/ServiceRequest.crus ' +
  'patient/Task.crus patient/Provenance.crs user/Practitioner.rs';

const tokens = z.looseObject({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  id_token: z.string().optional(),
  scope: z.string(),
  patient: z.string().optional(),
});
export type Tokens = z.infer<typeof tokens>;

function challenge(): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

/** Asks to be let in. `changed` overrides or (undefined) leaves out parameters. */
export function authorize(
  ehr: Sandbox,
  launchUrl: string,
  changed: Readonly<Record<string, string | undefined>> = {},
): Promise<Response> {
  const asked = {
    response_type: 'code',
    client_id: 'tryggfraga',
    redirect_uri: redirect,
    scope: allScopes,
    state: randomUUID(),
    nonce: 'nonce-1',
    aud: ehr.fhirUrl,
    launch: new URL(launchUrl).searchParams.get('launch') ?? undefined,
    code_challenge: challenge(),
    code_challenge_method: 'S256',
    ...changed,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked))
    if (value !== undefined) query.set(name, value);
  return fetch(`${ehr.url}/oauth/authorize?${query}`, { redirect: 'manual' });
}

/** The parameters the browser was sent back to the app with. */
export function sentBack(response: Response): URLSearchParams {
  return new URL(response.headers.get('location') ?? 'about:blank').searchParams;
}

export function askForTokens(ehr: Sandbox, body: Record<string, string>): Promise<Response> {
  return fetch(`${ehr.url}/oauth/token`, {
    method: 'POST',
    headers: { origin: new URL(appUrl).origin },
    body: new URLSearchParams({ client_id: 'tryggfraga', ...body }),
  });
}

export function redeem(ehr: Sandbox, code: string): Promise<Response> {
  return askForTokens(ehr, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirect,
    code_verifier: verifier,
  });
}

export function refresh(ehr: Sandbox, token: string | undefined): Promise<Response> {
  return askForTokens(ehr, { grant_type: 'refresh_token', refresh_token: token ?? '' });
}

export async function tokensIn(response: Response): Promise<Tokens> {
  return tokens.parse(await response.json());
}

export async function launchFor(
  ehr: Sandbox,
  patient: string | undefined,
  scope = allScopes,
): Promise<Tokens> {
  const url = ehr.control.launchUrl(patient === undefined ? {} : { patient });
  const back = sentBack(await authorize(ehr, url, { scope }));
  return tokensIn(await redeem(ehr, back.get('code') ?? ''));
}

export type Ask = {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** One request to the FHIR API; `body` is sent as JSON. */
export async function ask(ehr: Sandbox, token: string, path: string, options: Ask = {}) {
  const { method = options.body === undefined ? 'GET' : 'POST', body, headers } = options;
  const response = await fetch(`${ehr.fhirUrl}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/fhir+json',
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}
