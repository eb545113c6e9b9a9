import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { bundle, call, prefetched } from '../../../test/cds/chart.ts';
import { foreignAddress } from '../../../test/cds/hosts.ts';
import {
  claims,
  header,
  jku,
  part,
  production,
  type Signer,
  signer,
} from '../../../test/cds/signing.ts';
import { unit } from '../../../test/cds/unit.ts';
import { pageAddress } from './server.ts';

const allowed = 'https://ehr.example/fhir';
let key: Signer;
beforeAll(async () => {
  key = await signer('ES384', 'ec');
});

/** Counts what would have left the house. */
function watcher() {
  const reached: string[] = [];
  const fetch: typeof globalThis.fetch = async (input) => {
    reached.push(String(input));
    return Response.json({ keys: [key.publicJwk] });
  };
  return { fetch, reached };
}

const token = (jwksAddress: string): string =>
  `${part({ ...header, jku: jwksAddress })}.${part(claims())}.${'A'.repeat(128)}`;

test('ten thousand addresses in fhirServer and jku reach nothing', async () => {
  const { fetch, reached } = watcher();
  const open = unit({}, { fetch });
  const closed = unit(production(), { fetch });
  const authorized = {
    access_token: 't',
    token_type: 'Bearer',
    expires_in: 1,
    scope: '',
    subject: 's',
  };
  await fc.assert(
    fc.asyncProperty(foreignAddress([allowed]), async (fhirServer) => {
      const body = call({ prefetch: undefined, fhirServer, fhirAuthorization: authorized });
      const answer = await open.ask('patient-view', body);
      return answer.status === 412 && reached.length === 0;
    }),
    { numRuns: 5000 },
  );
  await fc.assert(
    fc.asyncProperty(foreignAddress([jku]), async (address) => {
      const answer = await closed.ask('patient-view', call(), {
        authorization: `Bearer ${token(address)}`,
      });
      return answer.status === 401 && reached.length === 0;
    }),
    { numRuns: 5000 },
  );
}, 60_000);

test('a further page anywhere but below the base is not followed', () => {
  fc.assert(
    fc.property(foreignAddress([allowed]), (next) => {
      const address = pageAddress(next, allowed);
      if (address === undefined) return true;
      const asked = new URL(`${allowed}/${address}`);
      return asked.origin === 'https://ehr.example' && asked.pathname.startsWith('/fhir/');
    }),
    { numRuns: 5000 },
  );
});

test('a server that redirects is not followed', async () => {
  const elsewhere: string[] = [];
  const redirecting: typeof globalThis.fetch = async (input, init) => {
    elsewhere.push(String(input));
    // What fetch does with redirect: 'error' when it meets a 302.
    if (init?.redirect === 'error') throw new TypeError('redirect');
    return Response.json(bundle());
  };
  const { occasions: _, ...rest } = prefetched;
  const here = unit({}, { fetch: redirecting });
  const answer = await here.ask('patient-view', call({ prefetch: rest, fhirServer: allowed }));
  expect(answer.status).toBe(412);
  expect(elsewhere).toHaveLength(1);
});
