import { type FhirReply, type FhirRequest, type Transport, TransportError } from '../fhir/index.ts';
import type { Authority } from './authority.ts';
import { belongsTo } from './belongs-to.ts';
import type { BrowserPorts } from './browser-ports.ts';
import { fhirAddress } from './fhir-address.ts';
import { readReply } from './fhir-reply.ts';
import { withAuthority } from './with-authority.ts';

export type TransportOptions = {
  readonly fhirBase: string;
  /** Nothing about anybody else is sent, and no answer about anybody else is let in. */
  readonly patientId: string;
  readonly authority: Authority;
  readonly timeoutMs?: number;
};

/** Requests to the FHIR base with the session's token, and to nowhere else. Every read goes past the browser's cache. */
export function createTransport(
  ports: Pick<BrowserPorts, 'fetch' | 'now'>,
  options: TransportOptions,
): Transport {
  const { fhirBase, patientId, authority } = options;

  const send = async (request: FhirRequest, token: string): Promise<FhirReply> => {
    const { address, init } = toFetch(fhirBase, request, token);
    const signal = AbortSignal.timeout(options.timeoutMs ?? 30_000);
    const response = await ports.fetch(address, { ...init, signal }).catch((cause: unknown) => {
      throw new TransportError('unreachable', cause);
    });
    return readReply(response, ports.now());
  };

  const authorized = withAuthority(authority, send);

  return async (request) => {
    fhirAddress(fhirBase, request.path);
    if (!belongsTo(patientId, fhirBase, request.body)) throw new TransportError('wrong-patient');
    const reply = await authorized(request);
    if (!belongsTo(patientId, fhirBase, reply.resource)) throw new TransportError('wrong-patient');
    return reply;
  };
}

function toFetch(
  fhirBase: string,
  request: FhirRequest,
  token: string,
): { readonly address: string; readonly init: RequestInit } {
  const { path, search, body } = request;
  const searchPath = path.endsWith('/_search') ? path : `${path}/_search`;
  const form = search === undefined ? undefined : new URLSearchParams(search);
  const json = body === undefined ? undefined : JSON.stringify(body);
  return {
    address: fhirAddress(fhirBase, form === undefined ? path : searchPath),
    init: {
      method: form === undefined ? request.method : 'POST',
      headers: {
        Accept: 'application/fhir+json',
        Authorization: `Bearer ${token}`,
        ...(json !== undefined && { 'Content-Type': 'application/fhir+json' }),
        ...(request.ifMatch !== undefined && { 'If-Match': request.ifMatch }),
        ...(request.ifNoneExist !== undefined && { 'If-None-Exist': request.ifNoneExist }),
      },
      body: form ?? json ?? null,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    },
  };
}
