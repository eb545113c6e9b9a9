import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { step } from './step.ts';
import { openVisit, type Visit, type VisitEvent } from './visit.ts';

const walk = (events: readonly VisitEvent[], from: Visit = openVisit('routine')): Visit =>
  events.reduce(step, from);

const passed: VisitEvent = { type: 'gate-passed', hasEarlier: false };

const anyEvent: fc.Arbitrary<VisitEvent> = fc.oneof(
  fc.record({ type: fc.constant('gate-passed' as const), hasEarlier: fc.boolean() }),
  fc.record({ type: fc.constant('questions-done' as const), asked: fc.boolean() }),
  fc.record({ type: fc.constant('amend' as const), asked: fc.boolean() }),
  fc.record({
    type: fc.constant('open-door' as const),
    door: fc.constantFrom('acute' as const, 'child' as const, 'staff' as const),
  }),
  fc.record({
    type: fc.constant('route' as const),
    route: fc.constantFrom('routine' as const, 'indication' as const),
  }),
  fc.record({
    type: fc.constantFrom(
      'not-today' as const,
      'begin-questions' as const,
      'follow-up' as const,
      'open-occasion' as const,
      'review' as const,
      'send' as const,
      'back' as const,
      'hand-over' as const,
      'cover' as const,
      'uncover' as const,
      'close-door' as const,
    ),
  }),
);

type Since = { readonly visit: Visit; readonly ok: boolean };
const silent = ['gate', 'not-asked', 'review', 'delivery'];

/** Whether the gate has been passed since it last stood on the screen. */
function follow({ visit, ok }: Since, event: VisitEvent): Since {
  const next = step(visit, event);
  const passes = event.type === 'gate-passed' && next !== visit;
  return { visit: next, ok: next.stage !== 'gate' && (ok || passes) };
}

describe('a visit', () => {
  test('a negative occasion is four steps from the gate to the save button', () => {
    const done = walk([
      passed,
      { type: 'questions-done', asked: true },
      { type: 'review' },
      { type: 'send' },
    ]);
    expect(done.stage).toBe('delivery');
    expect(done.moves).toBe(4);
  });

  test('earlier occasions come first, after the gate', () => {
    const opened = walk([{ type: 'gate-passed', hasEarlier: true }]);
    expect(opened.stage).toBe('earlier');
    expect(step(opened, { type: 'begin-questions' }).stage).toBe('questions');
  });

  test('somebody walks in: the cover leads back to the gate, and the gate to where one was', () => {
    const asking = walk([passed]);
    const covered = step(asking, { type: 'cover' });
    expect(covered).toMatchObject({ covered: true, stage: 'gate' });
    expect(step(covered, passed)).toEqual(covered);
    const again = step(covered, { type: 'uncover' });
    expect(again).toMatchObject({ covered: false, stage: 'gate' });
    expect(step(again, passed).stage).toBe('questions');
  });

  test('what was saved without passing the gate is opened again without a question on the screen', () => {
    const saved = walk([{ type: 'not-today' }, { type: 'review' }, { type: 'send' }]);
    expect(step(saved, { type: 'amend', asked: true }).stage).toBe('not-asked');
    expect(step(saved, { type: 'begin-questions' }).stage).toBe('gate');
  });

  test('not today leads to the reason, from there to the review and back', () => {
    const chosen = walk([{ type: 'not-today' }]);
    expect(chosen.stage).toBe('not-asked');
    const review = step(chosen, { type: 'review' });
    expect(walk([{ type: 'back' }, { type: 'back' }], review).stage).toBe('gate');
  });

  test('covered while choosing a reason, then alone after all: the questions can be put', () => {
    const covered = walk([{ type: 'not-today' }, { type: 'cover' }, { type: 'uncover' }]);
    expect(step(covered, passed).stage).toBe('questions');
  });

  test('a door opens from every screen and gives the same screen back', () => {
    fc.assert(
      fc.property(fc.array(anyEvent), (events) => {
        const here = walk(events);
        fc.pre(!here.covered);
        const open = step(here, { type: 'open-door', door: 'acute' });
        expect(open.door).toBe('acute');
        expect(step(open, { type: 'close-door' }).stage).toBe(here.stage);
      }),
    );
  });

  test('whatever is pressed, a question is on the screen only after the gate', () => {
    fc.assert(
      fc.property(fc.array(anyEvent), (events) => {
        const sinceGate = events.reduce<Since>(follow, { visit: openVisit('routine'), ok: false });
        if (!sinceGate.ok) expect(silent).toContain(sinceGate.visit.stage);
      }),
    );
  });

  test('the cover works from every screen and leaves no door open', () => {
    fc.assert(
      fc.property(fc.array(anyEvent), (events) => {
        const covered = step(walk(events), { type: 'cover' });
        expect(covered).toMatchObject({ covered: true, stage: 'gate', patientAnswers: false });
        expect(covered.door).toBeUndefined();
      }),
    );
  });
});
