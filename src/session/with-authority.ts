import type { FhirReply, FhirRequest, Transport } from '../fhir/index.ts';
import type { Authority } from './authority.ts';

/**
 * Every request with a token. After a 401 the token is renewed and the request sent once more: the server said that
 * it did nothing. Nothing else is retried.
 */
export function withAuthority(
  authority: Pick<Authority, 'token' | 'renew'>,
  send: (request: FhirRequest, token: string) => Promise<FhirReply>,
): Transport {
  const leave = (request: FhirRequest, token: string): Promise<FhirReply> => {
    request.lastCheck?.();
    return send(request, token);
  };
  return async (request) => {
    const token = await authority.token();
    const first = await leave(request, token);
    return first.status === 401 ? leave(request, await authority.renew(token)) : first;
  };
}
