import { backendAlgorithms, backendPolicy } from './backend.ts';
import type { Misbehaving } from './misbehaviour.ts';
import { policy } from './policy.ts';
import { paths } from './server.ts';

/** `/.well-known/smart-configuration` (SMART App Launch 2.2, "Conformance"). */
export function smartConfiguration(issuer: string, does: Misbehaving): object {
  const origin = does('relative-endpoints') ? '' : issuer;
  const pkce = does('no-code-challenge-methods')
    ? {}
    : { code_challenge_methods_supported: ['S256'] };
  return {
    issuer,
    jwks_uri: `${origin}${paths.keys}`,
    authorization_endpoint: `${origin}${paths.authorize}`,
    token_endpoint: `${origin}${paths.token}`,
    token_endpoint_auth_methods_supported: ['none', 'private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: backendAlgorithms,
    grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
    response_types_supported: ['code'],
    ...pkce,
    scopes_supported: [...policy, ...backendPolicy],
    capabilities: [
      'launch-ehr',
      'launch-standalone',
      'client-public',
      'client-confidential-asymmetric',
      'sso-openid-connect',
      'context-banner',
      'context-ehr-patient',
      'context-ehr-encounter',
      'context-standalone-patient',
      'permission-patient',
      'permission-user',
      'permission-online',
      'permission-v1',
      'permission-v2',
    ],
  };
}
