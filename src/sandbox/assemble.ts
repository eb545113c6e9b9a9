import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { FhirResource } from '../fhir/index.ts';
import {
  type Authorization,
  authorization,
  type BackendClient,
  launches,
  type Misbehaviour,
  smartConfiguration,
} from './authorization/index.ts';
import { bulkExport } from './bulk-export/index.ts';
import { signing } from './cds-client/index.ts';
import type { LaunchRequest, LoggedRequest, SandboxControl } from './control.ts';
import { faults } from './faults.ts';
import {
  type Ehr,
  fhirApi,
  fromStore,
  guard,
  ownersOf,
  type ServerProfile,
  toStore,
} from './fhir-api/index.ts';
import { type Answer, listener } from './listener.ts';
import { pages, problemPage } from './pages/index.ts';
import { nurse, type Person } from './people/index.ts';
import type { Labels, Login, Portal } from './portal/index.ts';
import { portalOf } from './portal-of.ts';
import { remindersOf } from './reminders-of.ts';
import { spoiledAnswers } from './spoiled-answer.ts';

/** Another program's answers, served by this EHR's origin. */
export type Beside = {
  readonly path: string;
  readonly answer: (request: Request) => Promise<Response>;
};

export type Parts = {
  readonly ehr: Ehr;
  /** What the EHR held when it started, as `Type/id`. */
  readonly original: ReadonlySet<string>;
  readonly people: readonly Person[];
  readonly url: string;
  readonly appUrl: string;
  readonly today: string;
  readonly now: () => Date;
  readonly labels: Labels;
  readonly backendClients: readonly BackendClient[];
  readonly cdsUrl: () => string | undefined;
  readonly beside?: Beside;
};

const clientId = 'tryggfraga';

/** Puts FHIR API, authorization, pages and faults together behind one listener, with the tests' control of it. */
export function assemble(parts: Parts): {
  readonly answer: Answer;
  readonly control: SandboxControl;
} {
  const { url, appUrl, now } = parts;
  const fhirUrl = `${url}/fhir`;
  const opened = launches(now);
  const broken = faults();
  const misbehaviours = new Set<Misbehaviour>();
  const does = (kind: Misbehaviour): boolean => misbehaviours.has(kind);
  const log: LoggedRequest[] = [];
  let withheld: readonly string[] = [];
  let profile: ServerProfile = 'full';
  const openLaunch = ({ user = nurse, ...context }: LaunchRequest): string =>
    opened.open({ ...context, user });
  const launchUrl = (launch: LaunchRequest): string =>
    `${appUrl}index.html?${new URLSearchParams({ iss: fhirUrl, launch: openLaunch(launch) })}`;
  const authority = authorization({
    issuer: url,
    fhirUrl,
    clientId,
    redirectUri: `${appUrl}app.html`,
    backendClients: parts.backendClients,
    launches: opened,
    withheld: () => withheld,
    does,
    errorPage: problemPage,
  });
  const reading = portalOf(parts.ehr, parts.people, parts.labels);
  const site = siteOf(parts, authority, {
    does,
    openLaunch,
    launchUrl,
    reading,
    profile: () => profile,
  });
  const answer = listener({
    faults: broken,
    log: (request) => log.push(request),
    site: async (request, response) => {
      await getRequestListener(site.fetch)(request, response);
    },
    authorization: authority.answer,
  });
  const control: SandboxControl = {
    fault: broken.add,
    clearFaults: broken.clear,
    misbehave: (kind) => void misbehaviours.add(kind),
    behave: () => misbehaviours.clear(),
    expireTokens: () => {
      authority.store.forget('AccessToken');
      authority.store.forget('ClientCredentials');
    },
    revokeRefresh: () => authority.store.forget('RefreshToken'),
    withholdScopes: (scopes) => {
      withheld = scopes;
    },
    serverProfile: (to) => {
      profile = to;
    },
    change: (resource) => changeIn(parts.ehr, resource),
    resources: (type) => parts.ehr.repository.all(type).map(fromStore),
    delete: (type, id) => parts.ehr.repository.deleteResource(type, id),
    portalLabels: reading.setLabels,
    portalToken: reading.token,
    staffToken: reading.staffToken,
    requests: () => [...log],
    forgetRequests: () => {
      log.length = 0;
    },
    launchUrl,
  };
  return { answer, control };
}

/** A group for each clinic: the people who are there today. */
function groupsOf(people: readonly Person[]): ReadonlyMap<string, readonly string[]> {
  const units = new Set(people.map(({ unit }) => unit));
  const membersOf = (unit: string): readonly string[] =>
    people.filter((person) => person.unit === unit).map(({ id }) => id);
  return new Map([...units].map((unit) => [unit, membersOf(unit)]));
}

async function changeIn({ repository }: Ehr, resource: FhirResource): Promise<void> {
  await repository.updateResource(toStore(resource));
}

type Doors = {
  readonly does: (kind: Misbehaviour) => boolean;
  readonly openLaunch: (launch: LaunchRequest) => string;
  readonly launchUrl: (launch: LaunchRequest) => string;
  readonly reading: Portal;
  readonly profile: () => ServerProfile;
};

function siteOf(parts: Parts, authority: Authorization, doors: Doors): Hono {
  const { ehr, original, people, url, today, now } = parts;
  const { does, openLaunch, launchUrl, reading, profile } = doors;
  // `/fhir/` and `/fhir` are one address.
  const site = new Hono({ strict: false });
  site.use('/fhir/*', spoiledAnswers(does));
  const accessOf = async (token: string) =>
    reading.accessOf(token) ?? (await authority.accessOf(token));
  const discovery = () => smartConfiguration(url, does);
  site.route('/', bulkExport({ ehr, url, accessOf, groups: groupsOf(people), now }));
  site.route(
    '/fhir',
    fhirApi({ ehr, base: `${url}/fhir`, origin: url, accessOf, discovery, now, profile }),
  );
  const { beside } = parts;
  if (beside) {
    site.all(beside.path, ({ req }) => beside.answer(req.raw));
    site.all(`${beside.path}/*`, ({ req }) => beside.answer(req.raw));
  }
  const peek = (type: string, id: string) => ehr.repository.peek(type, id);
  const signed = signing(url, `${url}/cds-client/jwks.json`, now);
  const asking = { ehr, url, cdsUrl: parts.cdsUrl, reading, signing: signed, now };
  const seenBy = (login: Login) => {
    const { sees } = guard(reading.access(login), peek);
    return ehr.repository
      .all()
      .filter((each) => sees('r', each) && ownersOf(each, peek).includes(login.patient))
      .map(fromStore);
  };
  site.route(
    '/',
    pages({
      resources: (type) => ehr.repository.all(type).map(fromStore),
      ownersOf: (resource) => ownersOf(toStore(resource), peek),
      isOriginal: ({ resourceType, id, meta }: FhirResource) =>
        meta?.versionId === '1' && original.has(`${resourceType}/${id}`),
      people,
      launchUrl,
      openLaunch,
      portal: reading,
      seenBy,
      reminders: remindersOf(asking),
      launchPage: `${parts.appUrl}index.html`,
      cdsKeys: signed.keySet,
      appOrigin: new URL(parts.appUrl).origin,
      url,
      today,
    }),
  );
  return site;
}
