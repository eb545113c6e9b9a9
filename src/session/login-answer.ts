import { LaunchError } from './launch-problem.ts';
import type { RedirectRecord } from './redirect-record.ts';

/** The authorization code, once everything beside it holds. Nothing has been asked of anyone yet. */
export function readLoginAnswer(address: string, record: RedirectRecord | undefined): string {
  const { searchParams } = new URL(address);
  const [state, code, error, issuer] = ['state', 'code', 'error', 'iss'].map((name) =>
    only(searchParams, name),
  );
  if (state === undefined && code === undefined && error === undefined) {
    throw new LaunchError('not-launched');
  }
  if (record === undefined || state !== record.state) throw new LaunchError('state-mismatch');
  checkIssuer(issuer, record);
  if (error !== undefined) throw new LaunchError('refused-by-ehr', errorCode(error));
  if (code === undefined) throw new LaunchError('refused-by-ehr', 'no code');
  return code;
}

/** RFC 9207: the answer must come from the server that was asked. */
function checkIssuer(issuer: string | undefined, record: RedirectRecord): void {
  if (issuer === undefined && !record.namesItself) return;
  if (issuer !== record.issuer) throw new LaunchError('issuer-mismatch');
}

function only(parameters: URLSearchParams, name: string): string | undefined {
  const [value, ...more] = parameters.getAll(name);
  if (more.length > 0) throw new LaunchError('hostile-parameter', name);
  return value === '' ? undefined : value;
}

/** OAuth error codes are short words; anything else could be a name or a text, and is not carried on. */
export function errorCode(text: string): string {
  return /^[a-z_]{1,40}$/.test(text) ? text : 'unnamed error';
}
