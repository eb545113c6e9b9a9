import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  type AnswerContext,
  type Answers,
  answer,
  type Form,
  fill,
  parse,
  picture,
  readEdit,
  widerFunctions,
} from '../../../src/questionnaire/index.ts';

const step = z.strictObject({
  do: z.array(z.unknown()),
  enabled: z.array(z.string()).optional(),
  scores: z.record(z.string(), z.number()).optional(),
  problems: z.array(z.string()).optional(),
  response: z.array(z.unknown()).optional(),
});

const file = z.strictObject({
  rule: z.string(),
  cases: z.array(
    z.strictObject({
      name: z.string(),
      questionnaire: z.record(z.string(), z.unknown()),
      /** The clock and the chart: `now`, `variables` by name, `observations`. */
      context: z
        .strictObject({
          now: z.string().optional(),
          variables: z.record(z.string(), z.unknown()).optional(),
          observations: z.array(z.unknown()).optional(),
        })
        .optional(),
      refused: z.array(z.string()).optional(),
      steps: z.array(step).optional(),
    }),
  ),
});

const folder = join(import.meta.dirname, 'cases');

/** As a person does it, each edit settled before the next; `fill` settles once at the end. */
function oneByOne(form: Form, edits: readonly unknown[], context: AnswerContext): Answers {
  const begun = fill(form, [], context);
  if (!begun.ok) throw new Error(begun.fault.code);
  return edits.reduce<Answers>((answers, edit) => {
    const read = readEdit(form, edit);
    if ('code' in read) throw new Error(read.code);
    return answer(form, answers, read.event);
  }, begun.answers);
}

function pictureAfter(
  questionnaire: Record<string, unknown>,
  edits: readonly unknown[],
  context: AnswerContext,
) {
  const parsed = parse(
    { resourceType: 'Questionnaire', status: 'draft', ...questionnaire },
    { functions: widerFunctions },
  );
  expect(parsed.problems.filter((each) => each.severity === 'error')).toEqual([]);
  if (!parsed.ok) throw new Error('refused');
  const filled = fill(parsed.form, edits, context);
  if (!filled.ok) throw new Error(JSON.stringify(filled.fault));
  const at = '2026-11-22T10:00:00Z';
  const whole = picture(parsed.form, filled.answers, { at });
  expect(picture(parsed.form, oneByOne(parsed.form, edits, context), { at })).toEqual(whole);
  const { enabled, scores, problems, response } = whole;
  return {
    enabled,
    scores,
    problems: problems.map((each) => `${each.code} ${each.linkId}`),
    response: response.item ?? [],
  };
}

type Case = z.infer<typeof file>['cases'][number];

function expectRefusal(questionnaire: Record<string, unknown>, codes: readonly string[]): void {
  const parsed = parse(
    { resourceType: 'Questionnaire', status: 'draft', ...questionnaire },
    { functions: widerFunctions },
  );
  expect(parsed.ok).toBe(false);
  const errors = parsed.problems.filter((each) => each.severity === 'error');
  expect(errors.map((each) => each.code)).toEqual(codes);
}

/** Only what the step speaks of is compared, but that exactly. */
function expectSteps({ questionnaire, context, steps = [] }: Case): void {
  const { now, variables, observations } = context ?? {};
  const around = {
    ...(now === undefined ? {} : { now }),
    ...(variables === undefined ? {} : { variables }),
    ...(observations === undefined ? {} : { observations }),
  };
  const edits: unknown[] = [];
  for (const { do: more, ...expected } of steps) {
    edits.push(...more);
    const shown = Object.entries(pictureAfter(questionnaire, edits, around));
    expect(Object.fromEntries(shown.filter(([name]) => name in expected))).toEqual(expected);
  }
}

for (const name of readdirSync(folder).sort()) {
  const { rule, cases } = file.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
  describe(rule, () => {
    test.each(cases)('$name', (each) => {
      expect.hasAssertions();
      if (each.refused !== undefined) expectRefusal(each.questionnaire, each.refused);
      expectSteps(each);
    });
  });
}
