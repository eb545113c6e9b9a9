import { describe, expect, test } from 'vitest';
import type { FhirResource, Task } from '../fhir/index.ts';
import { resourcesIn } from '../fhir/index.ts';
import { buildRecord } from './bundle.ts';
import { occasion, pack, type Said, sourceOf } from './cases/worked-case.ts';
import { earlierOccasions } from './earlier.ts';
import { RecordError } from './error.ts';
import { followUpEntry } from './follow-up-entry.ts';

/** As a server stores it: every resource with an id, references between them literal. */
function stored(said: Said, authored: string): readonly FhirResource[] {
  const key = `00000000-0000-4000-8000-${authored.replace(/\D/g, '').slice(0, 12)}`;
  const bundle = buildRecord(sourceOf(said, { occasion: { ...occasion, key, authored } }));
  let text = JSON.stringify(bundle);
  for (const [index, { fullUrl, resource }] of (bundle.entry ?? []).entries()) {
    const literal = `${resource?.resourceType}/${authored.slice(0, 10)}.${index}`;
    text = text.replaceAll(String(fullUrl), literal);
  }
  return resourcesIn(JSON.parse(text)).map((resource, index) => ({
    ...resource,
    id: `${authored.slice(0, 10)}.${index}`,
    meta: { ...resource.meta, versionId: '1' },
  }));
}

const no: Said = { 'gate.alone': true, first: 'nej', second: 'nej' };
const notAlone: Said = { 'gate.alone': false, 'gate.reason': 'not-alone' };
const referred: Said = {
  'gate.alone': true,
  first: 'ja',
  second: 'nej',
  'support.service': 'counsellor',
  'support.consent': 'ja',
};

const chart = [
  ...stored(no, '2024-03-01T09:00:00+01:00'),
  ...stored(referred, '2026-05-02T09:00:00+02:00'),
  ...stored(notAlone, '2025-01-07T09:00:00+01:00'),
];

describe('opening again', () => {
  test('shows when it was asked and how it came out, the latest first', () => {
    expect(earlierOccasions(chart).occasions).toMatchObject([
      { date: '2026-05-02T09:00:00+02:00', result: 'positive' },
      { date: '2025-01-07T09:00:00+01:00', result: 'not-asked' },
      { date: '2024-03-01T09:00:00+01:00', result: 'negative' },
    ]);
  });

  test('never shows an answer', () => {
    const { occasions } = earlierOccasions(chart);
    expect(new Set(occasions.flatMap(Object.keys))).toEqual(new Set(['date', 'result', 'key']));
  });

  test('tells by which key all of an occasion is found, when the server has kept it', () => {
    const [first] = earlierOccasions(chart).occasions;
    expect(chart.map(({ meta }) => meta?.tag?.[0]?.code)).toContain(first?.key);
    const unmarked = chart.map((each) => ({ ...each, meta: {} }));
    expect(earlierOccasions(unmarked).occasions.map(({ key }) => key)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('an occasion that was entered in error is not there', () => {
    const voided = chart.map((each) =>
      each.resourceType === 'Observation' ? { ...each, status: 'entered-in-error' as const } : each,
    );
    expect(earlierOccasions(voided).occasions).toEqual([]);
  });

  test('nor is one that was cancelled', () => {
    const cancelled = chart.map((each) =>
      each.resourceType === 'Observation' ? { ...each, status: 'cancelled' as const } : each,
    );
    expect(earlierOccasions(cancelled).occasions).toEqual([]);
  });

  test('the marks of others beside ours do not become its key', () => {
    const theirs = { system: 'https://region.example/mark', code: 'x' };
    const marked = chart.map((each) => ({
      ...each,
      meta: { ...each.meta, tag: [theirs, ...(each.meta?.tag ?? []), theirs] },
    }));
    expect(earlierOccasions(marked).occasions).toEqual(earlierOccasions(chart).occasions);
  });

  test('two of the same moment stand in the order in which they came', () => {
    const panels = stored(no, '2024-03-01T09:00:00+01:00').filter(
      (each) => each.resourceType === 'Observation',
    );
    const twice = [...panels, ...panels.map((each) => ({ ...each, meta: {} }))];
    const keys = earlierOccasions(twice).occasions.map(({ key }) => key);
    expect(keys.map((key) => key !== undefined)).toEqual([true, false]);
    const turned = earlierOccasions(twice.toReversed()).occasions.map(({ key }) => key);
    expect(turned.map((key) => key !== undefined)).toEqual([false, true]);
  });

  test('a task is our referral when it was ordered and carries our name, whatever others call it', () => {
    const open = (change: (task: Task) => Task) =>
      earlierOccasions(chart.map((each) => (each.resourceType === 'Task' ? change(each) : each)))
        .openReferrals.length;
    const theirs = { system: 'https://region.example/task', value: '1' };
    expect(open((task) => ({ ...task, identifier: [theirs, ...(task.identifier ?? [])] }))).toBe(1);
    expect(open((task) => ({ ...task, identifier: [theirs] }))).toBe(0);
    expect(open((task) => ({ ...task, intent: 'plan' }))).toBe(0);
  });

  test('an open referral is there with its receiver, a closed one is not', () => {
    const { openReferrals } = earlierOccasions(chart);
    expect(openReferrals).toMatchObject([
      { authoredOn: '2026-05-02T09:00:00+02:00', service: 'Kurator, hälsocentralen' },
    ]);
    const closed = chart.map((each) =>
      each.resourceType === 'Task' ? { ...each, status: 'completed' as const } : each,
    );
    expect(earlierOccasions(closed).openReferrals).toEqual([]);
  });

  test("somebody else's tasks and measurements are passed over", () => {
    const foreign: readonly FhirResource[] = [
      { resourceType: 'Task', id: 't', status: 'requested', intent: 'order' },
      { resourceType: 'Observation', id: 'o', status: 'final', code: { text: 'Längd' } },
    ];
    expect(earlierOccasions(foreign)).toEqual({ occasions: [], openReferrals: [] });
  });
});

describe('the short form on an open referral', () => {
  const task = earlierOccasions(chart).openReferrals[0]?.task as Task;
  const now = '2026-06-01T13:00:00+02:00';
  const filledIn = (chosen: Parameters<typeof followUpEntry>[0]['chosen']) =>
    followUpEntry({ task, pack, chosen, now, language: 'sv' });

  test('contact held and support accepted closes it, and all else stands as it was', () => {
    const after = filledIn({ contact: 'reached', support: 'accepted', outcome: 'done' });
    expect(after).toMatchObject({ status: 'completed', lastModified: now });
    expect(after.statusReason).toBeUndefined();
    expect(after.output?.map((each) => each.valueCodeableConcept?.coding?.[0]?.code)).toEqual([
      'reached',
      'accepted',
      'done',
    ]);
    const { status: _1, output: _2, lastModified: _3, ...rest } = after;
    const { status: _4, lastModified: _5, ...before } = task;
    expect(rest).toEqual(before);
  });

  test('what we wrote is ours also where a server has put a code of its own beside it', () => {
    const chosen = { contact: 'reached', support: 'accepted', outcome: 'done' };
    const first = filledIn(chosen);
    const local = { system: 'https://region.example/local', code: 'a' };
    const output = first.output?.map((each) => ({
      ...each,
      type: { coding: [local, ...(each.type.coding ?? [])] },
    }));
    const before: Task = { ...first, ...(output && { output }) };
    const second = followUpEntry({ task: before, pack, chosen, now, language: 'sv' });
    expect(second.output?.length).toBe(3);
  });

  test('a referral that ends early says why', () => {
    const after = filledIn({ contact: 'not-reached', support: 'refused', outcome: 'moved' });
    expect(after).toMatchObject({
      status: 'cancelled',
      statusReason: { text: 'Patienten har flyttat' },
    });
  });

  test('a later form replaces the earlier one, its reason too', () => {
    const first = filledIn({ contact: 'not-reached', support: 'refused', outcome: 'moved' });
    const chosen = { contact: 'reached', support: 'accepted', outcome: 'continues' };
    const second = followUpEntry({ task: first, pack, chosen, now, language: 'sv' });
    expect(second.output?.length).toBe(3);
    expect(second.status).toBe('in-progress');
    expect(second.statusReason).toBeUndefined();
  });

  test.each(['contact', 'support', 'outcome'])(
    'a choice of %s that the routine does not have is refused',
    (question) => {
      const chosen = { contact: 'reached', support: 'accepted', outcome: 'done' };
      expect(() => filledIn({ ...chosen, [question]: 'gone' })).toThrow(
        new RecordError('unknown-choice'),
      );
    },
  );

  test('what others have noted on the referral stays', () => {
    const noted = {
      type: { coding: [{ system: 'https://region.example/notes', code: 'phone' }] },
      valueString: 'rang',
    };
    const worded = { type: { text: 'Egen rad' }, valueString: 'rang' };
    const chosen = { contact: 'reached', support: 'accepted', outcome: 'done' };
    const before = { ...task, output: [noted, worded] };
    const first = followUpEntry({ task: before, pack, chosen, now, language: 'sv' });
    const second = followUpEntry({ task: first, pack, chosen, now, language: 'sv' });
    expect(second.output?.filter(({ valueString }) => valueString === 'rang')).toEqual([
      noted,
      worded,
    ]);
    expect(second.output?.length).toBe(5);
  });
});
