import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FhirResource } from 'fhir/r4';
import { type AppServer, startAppServer } from '../../../src/cli/app-server.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import {
  poisonedCards,
  poisonedLocale,
  poisonedPack,
  poisonedQuestionnaire,
  poisonedResource,
  poisonedSite,
} from './content.ts';
import type { Poison } from './poison.ts';

/** The app and the demo EHR, where every word that comes from outside the code has been tampered with. */
export type HostileWorld = {
  readonly ehr: Sandbox;
  readonly app: AppServer;
  readonly close: () => Promise<void>;
};

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const dist = process.env['TRYGGFRAGA_DIST'] ?? 'dist';

/** The chart of one patient. */
function chartOf(id: string, poison: Poison): readonly FhirResource[] {
  const subject = { reference: `Patient/${id}` };
  const display = 'x';
  const plain: readonly object[] = [
    {
      resourceType: 'Patient',
      id,
      active: true,
      identifier: [{ system: 'urn:oid:1.2.752.129.2.1.3.1', value: '19800101-0000' }],
      name: [{ use: 'official', text: 'Eva', given: ['Eva'], family: 'Ond' }],
      gender: 'female',
      birthDate: '1981-04-17',
      address: [{ line: ['Gatan'], city: 'Örebro' }],
      contact: [{ name: { text: 'Någon' } }],
    },
    {
      resourceType: 'Encounter',
      id: `${id}-idag`,
      status: 'in-progress',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
      subject,
      reasonCode: [{ text: 'Besök' }],
      serviceProvider: { display },
    },
    { resourceType: 'Condition', id: `${id}-condition`, subject, code: { text: 'Diagnos' } },
    {
      resourceType: 'RelatedPerson',
      id: `${id}-ombud`,
      patient: subject,
      name: [{ text: 'Ombud' }],
      relationship: [{ text: 'Ombud' }],
    },
    {
      resourceType: 'Appointment',
      id: `${id}-missed`,
      status: 'noshow',
      description: 'Besök',
      start: '2026-01-01T10:00:00Z',
      end: '2026-01-01T10:30:00Z',
      participant: [{ actor: subject, status: 'accepted' }],
    },
  ];
  return plain.map((each) => {
    const name = `fhir.${(each as { readonly resourceType: string }).resourceType}`;
    return poisonedResource(each, name, poison) as FhirResource;
  });
}

/** A CDS service that answers with cards full of it; no summary above the 140 characters that are allowed. */
async function hostileCds(poison: Poison): Promise<Server> {
  const card = {
    uuid: 'card-1',
    summary: poison.into('cds.summary', '').trim().slice(0, 140),
    indicator: 'info',
    ...(poisonedCards(
      {
        detail: 'Påminnelse',
        source: { label: 'Källa' },
        overrideReasons: [{ code: 'a', display: 'Skäl' }],
        links: [{ label: 'Öppna', url: poison.address('cds.url'), type: 'smart', appContext: 'x' }],
      },
      poison,
    ) as object),
  };
  const services = [{ hook: 'patient-view', id: 'hostile', title: 'x', description: 'x' }];
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.method === 'GET' ? { services } : { cards: [card] }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

const outcome = (poison: Poison): string =>
  JSON.stringify({
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: 'processing',
        diagnostics: poison.into('fhir.OperationOutcome.diagnostics', 'Nej'),
        details: { text: poison.into('fhir.OperationOutcome.details', 'Nej') },
      },
    ],
  });

/** The next save is refused, with words of the EHR's. */
export function refuseSave({ ehr }: HostileWorld, poison: Poison): void {
  ehr.control.fault({
    method: 'POST',
    path: /^\/fhir\/?$/,
    status: 422,
    headers: { 'content-type': 'application/fhir+json' },
    body: outcome(poison),
  });
}

function files(poison: Poison): Readonly<Record<string, () => Promise<string>>> {
  const serve = (value: unknown) => async (): Promise<string> => JSON.stringify(value);
  const site = read('src/sandbox/site/site.json') as object;
  const decided = { ...site, patientLayout: true, staffHelp: 'Chefen' };
  const routine = '/content/routines/demo-clinic/adult.json';
  const form = '/content/questionnaires/health-questions-adult.json';
  const locales = readdirSync(join(dist, 'assets')).filter((name) =>
    /^(sv|en)-.*\.json$/.test(name),
  );
  return {
    '/site/site.json': serve(poisonedSite(decided, poison)),
    [routine]: serve(poisonedPack(read(join(dist, routine)), poison)),
    [form]: serve(poisonedQuestionnaire(read(join(dist, form)), poison)),
    ...Object.fromEntries(
      locales.map((name) => [
        `/assets/${name}`,
        serve(poisonedLocale(read(join(dist, 'assets', name)), poison)),
      ]),
    ),
  };
}

/** Patients nobody has met before: the second visit of one goes another way. */
export async function openHostileWorld(
  poison: Poison,
  patients: readonly string[],
): Promise<HostileWorld> {
  let ehrUrl = '';
  const cds = await hostileCds(poison);
  const app = await startAppServer({
    port: 0,
    dist,
    ehrOrigins: () => [ehrUrl],
    own: {
      ...files(poison),
      '/launch/registrations.json': async () =>
        readFileSync('launch/registrations.json', 'utf8').replaceAll(
          'http://127.0.0.1:4180',
          ehrUrl,
        ),
    },
  });
  const ehr = await startSandbox({
    port: 0,
    appUrl: `${app.url}/launch/`,
    also: patients.flatMap((id) => chartOf(id, poison)),
    cdsUrl: `http://127.0.0.1:${(cds.address() as AddressInfo).port}`,
  });
  ehrUrl = ehr.url;
  return {
    ehr,
    app,
    close: async () => {
      await ehr.close();
      await app.close();
      cds.closeAllConnections();
      await new Promise((done) => cds.close(done));
    },
  };
}
