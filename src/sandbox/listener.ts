import type { IncomingMessage, ServerResponse } from 'node:http';
import { paths } from './authorization/index.ts';
import type { LoggedRequest } from './control.ts';
import { type Faults, happen } from './faults.ts';

export type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export type Listening = {
  readonly faults: Faults;
  readonly log: (request: LoggedRequest) => void;
  /** FHIR API and pages. */
  readonly site: Answer;
  /** Authorization, token, keys. */
  readonly authorization: Answer;
};

const oauth: readonly string[] = Object.values(paths);

/** Logs a request, lets faults happen, and passes it to whoever answers it. */
export function listener({ faults, log, site, authorization }: Listening): Answer {
  return async (request, response) => {
    const { method = 'GET', url = '/' } = request;
    if (!isOurName(request.headers.host)) {
      response.writeHead(421).end();
      return;
    }
    log(logged(request, method, url));
    const fault = faults.take(method, url);
    if (fault && (await happen(fault, request, response))) return;
    await (goesToProvider(url) ? authorization : site)(request, response);
  };
}

/** A page elsewhere that has its own name point at this computer must not read the demo through it. */
function isOurName(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host ?? '');
}

/** Started outside the EHR (no `launch`), the app asks for a patient: a page of ours comes first. */
function goesToProvider(url: string): boolean {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  if (!oauth.includes(pathname)) return false;
  if (pathname !== paths.authorize || searchParams.has('launch')) return true;
  return !(searchParams.get('scope') ?? '').split(' ').includes('launch/patient');
}

function logged(request: IncomingMessage, method: string, path: string): LoggedRequest {
  const { origin, authorization } = request.headers;
  return {
    method,
    path,
    hasAuthorization: authorization !== undefined,
    ...(origin === undefined ? {} : { origin }),
  };
}
