import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Answers,
  answer,
  type Form,
  FormError,
  fromResponse,
  isEnabled,
  parse,
  picture,
  readEdit,
  resettled,
  start,
  toResponse,
} from '../../../src/questionnaire/index.ts';
import { editsFor, type Raw, sample } from './arbitrary.ts';

const at = '2026-11-22T10:00:00Z';
const picks = fc.array(fc.nat(100_000), { maxLength: 25 });

function applied(form: Form, answers: Answers, raw: Raw): Answers {
  const read = readEdit(form, raw);
  if ('code' in read) throw new Error(read.code);
  try {
    return answer(form, answers, read.event);
  } catch (error) {
    if (error instanceof FormError && error.code === 'no-such-place') return answers;
    throw error;
  }
}

/** Runs over every random form that is accepted (those with a cycle are not). */
function everyForm(check: (form: Form, edits: readonly Raw[], raw: Raw) => void): void {
  let [tried, accepted] = [0, 0];
  fc.assert(
    fc.property(sample, picks, (made, chosen) => {
      tried++;
      const parsed = parse(made.questionnaire);
      if (!parsed.ok) {
        expect(parsed.problems.map((each) => each.code)).toContain('cycle');
        return;
      }
      accepted++;
      check(parsed.form, editsFor(made, chosen), made.questionnaire);
    }),
    { numRuns: 300 },
  );
  expect(accepted).toBeGreaterThan(tried / 3);
}

test('settling step by step gives what settling everything afresh gives', () => {
  everyForm((form, edits) => {
    let answers = start(form);
    for (const edit of edits) {
      answers = applied(form, answers, edit);
      expect(answers).toEqual(resettled(form, answers));
    }
  });
});

test('an edit leaves the answers before it as they were', () => {
  everyForm((form, edits) => {
    let answers = start(form);
    for (const edit of edits) {
      const before = JSON.stringify(answers);
      const next = applied(form, answers, edit);
      expect(JSON.stringify(answers)).toBe(before);
      answers = next;
    }
  });
});

test('a response read back into the form and written again is the same response', () => {
  everyForm((form, edits) => {
    const answers = edits.reduce<Answers>((each, edit) => applied(form, each, edit), start(form));
    const context = { status: 'completed', authored: at } as const;
    const response = toResponse(form, answers, context);
    const read = fromResponse(form, JSON.parse(JSON.stringify(response)));
    expect(read.problems).toEqual([]);
    if (read.ok) expect(toResponse(form, read.answers, context)).toEqual(response);
  });
});

test('nothing disabled is ever in a response', () => {
  everyForm((form, edits) => {
    const answers = edits.reduce<Answers>((each, edit) => applied(form, each, edit), start(form));
    const written = JSON.stringify(
      toResponse(form, answers, { status: 'completed', authored: at }),
    );
    for (const { linkId } of form.all) {
      if (!isEnabled(form, answers, linkId)) expect(written).not.toContain(`"${linkId}"`);
    }
  });
});

function reversed(raw: unknown): unknown {
  if (!Array.isArray(raw)) return raw;
  return raw
    .map((each: Raw) => (each['item'] ? { ...each, item: reversed(each['item']) } : each))
    .reverse();
}

test('the order in which questions are declared decides nothing but their order', () => {
  everyForm((form, edits, raw) => {
    const other = parse({ ...raw, item: reversed(raw['item']) });
    expect(other.ok).toBe(true);
    // What "nearest" means in a repeated group does follow the order, so forms with repeats are left out.
    if (!other.ok || form.all.some((each) => each.repeats)) return;
    const show = (each: Form) =>
      picture(
        each,
        edits.reduce<Answers>((answers, edit) => applied(each, answers, edit), start(each)),
        { at },
      );
    expect(show(other.form).enabled.toSorted()).toEqual(show(form).enabled.toSorted());
  });
});
