import { holdAuthority } from './authority.ts';
import type { BrowserPorts } from './browser-ports.ts';
import { parseGrant } from './grant.ts';
import { readIdentity } from './identity.ts';
import { readLaunchContext } from './launch-context.ts';
import type { LaunchOptions } from './launch-options.ts';
import { LaunchError } from './launch-problem.ts';
import { readLoginAnswer } from './login-answer.ts';
import { readPatient } from './patient-in-context.ts';
import { type RedirectRecord, takeRecord } from './redirect-record.ts';
import type { Session } from './session.ts';
import { situationOf, type Watch, watch } from './situation.ts';
import { askForToken, type TokenAnswer } from './token-endpoint.ts';
import { createTransport } from './transport.ts';
import { readUser } from './user.ts';

/**
 * On launch/app.html: clears the address and the storage first, whatever comes of it, then exchanges the code,
 * checks who is logged in and reads the patient. fhirclient's `ready` is not used here: it stores tokens, decodes
 * the id_token without checking it, and would weigh 17 kB gzip on the page that must open fast.
 */
export async function finish(
  ports: BrowserPorts,
  options: Pick<LaunchOptions, 'redirectUrl'>,
): Promise<Session> {
  const address = ports.location.href;
  ports.replaceAddress(options.redirectUrl);
  const record = takeRecord(ports);
  const code = readLoginAnswer(address, record);
  if (record === undefined) throw new LaunchError('state-mismatch');
  const answer = await exchange(ports, record, code);
  const { patientId, ...context } = readLaunchContext(answer);
  const { fhirBase } = record;
  let hear: Watch['hear'] = () => undefined;
  const authority = holdAuthority(ports, record, answer, (renewed) => hear(renewed));
  const transport = createTransport(ports, { fhirBase, patientId, authority });
  const [claims, patient] = await Promise.all([
    readIdentity(ports, record, answer),
    readPatient(transport, patientId),
  ]);
  const user = claims === undefined ? undefined : readUser(claims, fhirBase);
  const first = situationOf(fhirBase, patient, context, user);
  const watching = watch(first, transport, claims?.sub);
  hear = watching.hear;
  return {
    ...context,
    issuer: fhirBase,
    patient,
    ...(user !== undefined && { user }),
    grant: parseGrant(answer.scope ?? record.scope),
    transport,
    situation: watching.situation,
    lookAgain: watching.lookAgain,
    onSignedOut: authority.onSignedOut,
  };
}

async function exchange(
  ports: BrowserPorts,
  record: RedirectRecord,
  code: string,
): Promise<TokenAnswer> {
  const reply = await askForToken(ports.fetch, record.tokenEndpoint, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: record.redirectUrl,
    client_id: record.clientId,
    code_verifier: record.verifier,
  });
  switch (reply.kind) {
    case 'granted':
      return reply.answer;
    case 'refused':
      throw new LaunchError('token-refused', reply.error);
    case 'failed':
      throw new LaunchError('token-refused', 'no token in the answer');
    case 'unreachable':
      throw new LaunchError('unreachable');
  }
}
