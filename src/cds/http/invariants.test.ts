import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import fhirpath from 'fhirpath';
import { expect, test } from 'vitest';
import {
  booking,
  bundle,
  call,
  finding,
  panel,
  prefetched,
  visit,
} from '../../../test/cds/chart.ts';
import { unit } from '../../../test/cds/unit.ts';

type Constraint = readonly [id: string, expression: string];
const invariants = JSON.parse(readFileSync('test/cds/invariants.json', 'utf8')) as Record<
  'card' | 'link' | 'overrideReason' | 'suggestion' | 'action' | 'request' | 'authorization',
  readonly Constraint[]
>;

const holds = (thing: object, expression: string): unknown => {
  const found = fhirpath.evaluate(thing, expression, undefined, undefined, { async: false });
  return Array.isArray(found) ? found[0] : undefined;
};

const broken = (of: keyof typeof invariants, things: readonly object[]): readonly string[] =>
  things.flatMap((thing) =>
    invariants[of].filter(([, expression]) => holds(thing, expression) !== true).map(([id]) => id),
  );

type Answer = {
  readonly cards: readonly {
    readonly links: readonly object[];
    readonly overrideReasons: readonly object[];
    readonly suggestions?: readonly { readonly actions?: readonly object[] }[];
  }[];
};

/** Every place in an answer that holds null, nothing, or an empty list or object; `cards` itself may be empty. */
function hollow(value: unknown, at = ''): readonly string[] {
  if (value === null || value === '') return [at];
  if (typeof value !== 'object') return [];
  const entries = Object.entries(value);
  if (entries.length === 0) return at === '.cards' ? [] : [at];
  return entries.flatMap(([key, each]) => hollow(each, `${at}.${key}`));
}

function wrong(answer: Answer): readonly string[] {
  const { cards } = answer;
  const suggestions = cards.flatMap((card) => card.suggestions ?? []);
  return [
    ...broken('card', cards),
    ...broken(
      'link',
      cards.flatMap(({ links }) => links),
    ),
    ...broken(
      'overrideReason',
      cards.flatMap(({ overrideReasons }) => overrideReasons),
    ),
    ...broken('suggestion', suggestions),
    ...broken(
      'action',
      suggestions.flatMap(({ actions }) => actions ?? []),
    ),
    ...hollow(answer),
  ];
}

const authorization = {
  access_token: 't',
  token_type: 'Bearer',
  expires_in: 300,
  scope: 'patient/*.rs',
  subject: 's',
  patient: 'anna',
};

const history = fc
  .array(
    fc.record({
      day: fc.constantFrom('2024-02-29', '2025-11-22', '2026-01-31', '2026-11-22'),
      result: fc.constantFrom('positive', 'negative', 'declined', 'not-asked'),
    }),
    { maxLength: 3 },
  )
  .map((list) => bundle(...list.map(({ day, result }) => panel(day, result))));
const findings = fc.constantFrom(
  null,
  bundle(finding('pregnant', '2026-07-01')),
  bundle(finding('injury', '2026-11-20')),
);

test('every answer keeps HL7’s constraints and holds nothing hollow', async () => {
  const here = unit();
  let cards = 0;
  await fc.assert(
    fc.asyncProperty(
      history,
      findings,
      fc.constantFrom('sv', 'en'),
      async (occasions, found, language) => {
        const prefetch = { ...prefetched, occasions, findings: found, encounter: visit() };
        const headers = { 'accept-language': language };
        const request = call({
          prefetch,
          fhirServer: 'https://ehr.example/fhir',
          fhirAuthorization: authorization,
        });
        expect([
          ...broken('request', [request]),
          ...broken('authorization', [authorization]),
        ]).toEqual([]);
        const answers = await Promise.all([
          here.ask('patient-view', request, headers),
          here.ask('encounter-start', { ...request, hook: 'encounter-start' }, headers),
          here.ask('appointment-book', booking({ prefetch }), headers),
        ]);
        for (const each of answers) {
          const answer = (await each.json()) as Answer;
          cards += answer.cards.length;
          expect(answer.cards.length).toBeLessThanOrEqual(1);
          expect(wrong(answer)).toEqual([]);
        }
      },
    ),
    { numRuns: 100 },
  );
  expect(cards).toBeGreaterThan(20);
}, 60_000);

test('a constraint that is broken is found', () => {
  expect(broken('link', [{ type: 'absolute', appContext: 'x' }])).toEqual(['cds-resp-3']);
  expect(broken('card', [{ suggestions: [{}] }])).toEqual(['cds-resp-6']);
  expect(broken('overrideReason', [{ code: 'x' }])).toEqual(['cds-resp-4']);
  expect(broken('request', [{ fhirAuthorization: { scope: 'user/*.rs' } }])).toEqual(['cds-r-1']);
  expect(broken('authorization', [{ scope: 'patient/*.rs' }])).toEqual(['cds-r-2']);
  expect(hollow({ cards: [{ links: [], detail: null }] })).toEqual([
    '.cards.0.links',
    '.cards.0.detail',
  ]);
});
