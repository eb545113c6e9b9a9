import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { adult, answersFrom, packOf, readJson } from '../../test/content/routine/content.ts';
import { launchIn, openTab } from '../../test/launch/tab.ts';
import type { CapabilityStatement, FhirResource, Task } from '../fhir/index.ts';
import { assess } from '../guidance/index.ts';
import {
  buildRecord,
  earlierOccasions,
  followUpEntry,
  type Occasion,
  site as siteSchema,
} from '../record/index.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import type { Session } from '../session/index.ts';
import { chooseWay, type Delivery, submit, updateTask } from './index.ts';

const redirectUrl = 'http://127.0.0.1:4999/launch/app.html';
const site = siteSchema.parse(readJson('src/sandbox/site/site.json'));
const pack = packOf('demo-clinic');
const derived = ['QuestionnaireResponse', 'Observation', 'ServiceRequest', 'Task', 'Provenance'];
let ehr: Sandbox;
let visits = 0;

beforeAll(async () => {
  ehr = await startSandbox({ port: 0, appUrl: 'http://127.0.0.1:4999/launch/' });
}, 60_000);
afterAll(() => ehr.close());
afterEach(() => ehr.control.clearFaults());

const open = (): Promise<Session> =>
  launchIn(openTab(ehr.control.launchUrl({ patient: 'anna' })), {
    fhirUrl: ehr.fhirUrl,
    redirectUrl,
  });

const passed = Object.fromEntries(pack.gate.conditions.map(({ item }) => [item, 'yes']));
const allNo = Object.fromEntries(pack.questions.result.map((question) => [question, 'no']));
const visit = {
  no: { ...passed, ...allNo },
  partly: { ...passed, ...allNo, afraid: 'declined' },
  'not asked': { 'gate.alone': 'no', 'gate.reason': 'not-alone' },
  referred: {
    ...passed,
    ...allNo,
    hurt: 'yes',
    'body.neck': 'yes',
    'safety.leave': 'no',
    'support.service': 'counsellor',
    'support.consent': 'yes',
    'support.safe-contact': 'no',
    'follow-up.person': 'Siv',
    'follow-up.date': '2026-12-01',
  },
} as const;

function recordOf(session: Session, said: Readonly<Record<string, string>>) {
  visits += 1;
  const occasion: Occasion = {
    key: `00000000-0000-4000-8000-${String(visits).padStart(12, '0')}`,
    issuer: session.issuer,
    patient: { reference: `Patient/${session.patient.id}`, name: session.patient.name },
    personAsked: 'patient',
    route: 'routine',
    ...(session.encounter && { encounter: session.encounter.reference }),
    ...(session.user && { author: session.user }),
    authored: '2026-11-22T10:00:00+01:00',
    language: 'sv',
    protectedIdentity: false,
    routine: { id: pack.id, version: pack.version, audience: 'adult' },
  };
  const answers = answersFrom(adult, said);
  const circumstances = { today: '2026-11-22', route: 'routine', facts: [] } as const;
  const outcome = assess(pack, adult, answers, circumstances);
  const bundle = buildRecord({ pack, form: adult, answers, outcome, occasion, site });
  return { bundle, key: occasion.key, patient: occasion.patient.reference };
}

const ours = (key: string): readonly FhirResource[] =>
  derived
    .flatMap((type) => ehr.control.resources(type))
    .filter((each) => JSON.stringify(each).includes(key));

const portsOf = ({ transport }: Session) => ({
  transport,
  now: () => performance.now(),
  sleep: () => Promise.resolve(),
  random: () => 0,
});

describe('in the demo EHR', () => {
  test.each(Object.entries(visit))(
    '%s: what was sent stands there, and nothing else',
    async (_, said) => {
      const session = await open();
      const parcel = recordOf(session, said);
      const { resource } = await session.transport({ method: 'GET', path: 'metadata' });
      const way = chooseWay(resource as CapabilityStatement, session.grant.may, parcel.bundle);
      expect(way).toMatchObject({ way: 'transaction', because: [] });
      const seen: Delivery[] = [];
      const final = await submit(parcel, portsOf(session), (each) => seen.push(each));
      expect(seen.map(({ state }) => state)).toEqual(['sending', 'saved']);
      const stored = ours(parcel.key).map(({ resourceType, id }) => `${resourceType}/${id}`);
      const saved = final.state === 'saved' ? final.resources : [];
      expect(saved.map(({ reference }) => reference).sort()).toEqual(stored.sort());
      expect(stored.length).toBe(parcel.bundle.entry?.length);
    },
  );

  test.each([
    ['cut off before it arrived', { dropBefore: true }],
    ['cut off after it was saved', { dropAfter: true }],
    ['busy', { status: 503 }],
    ['a page instead of an answer', { status: 200, body: '<html>Logga in</html>' }],
  ])('%s: one set all the same', async (_, fault) => {
    const session = await open();
    const parcel = recordOf(session, visit.referred);
    ehr.control.fault({ method: 'POST', path: /\/fhir\/?$/, times: 1, ...fault });
    const final = await submit(parcel, portsOf(session), () => undefined);
    expect(final.state).toBe('saved');
    expect(ours(parcel.key).length).toBe(parcel.bundle.entry?.length);
  });

  test('the next opening shows the result, and the short form closes the referral', async () => {
    const session = await open();
    const parcel = recordOf(session, visit.referred);
    await submit(parcel, portsOf(session), () => undefined);
    const { occasions, openReferrals } = earlierOccasions(ours(parcel.key));
    expect(occasions).toMatchObject([{ date: '2026-11-22T10:00:00+01:00', result: 'positive' }]);
    expect(openReferrals[0]?.service).toBe('Kurator här i vården');
    const task = openReferrals[0]?.task as Task;
    const chosen = { contact: 'held', support: 'accepted', outcome: 'done' };
    const now = '2026-12-01T10:00:00+01:00';
    const after = followUpEntry({ task, pack, chosen, now, language: 'sv' });
    expect(await updateTask(session.transport, after)).toMatchObject({ state: 'ok' });
    expect(await updateTask(session.transport, after)).toMatchObject({ state: 'ok' });
    const late = { ...after, status: 'on-hold' as const };
    expect(await updateTask(session.transport, late)).toEqual({ state: 'conflict' });
    expect(earlierOccasions(ours(parcel.key)).openReferrals).toEqual([]);
  });
});
