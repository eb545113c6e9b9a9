import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type Answers, fill, parse } from '../index.ts';
import { scopeAt } from '../settle/scope.ts';
import written from './cases/what-an-expression-looks-at.json' with { type: 'json' };
import { written as plain } from './host.ts';

const item = z.looseObject({
  linkId: z.string(),
  get item() {
    return z.array(item).optional();
  },
});
type Item = z.infer<typeof item>;

const { questionnaire, edits, patient, rules } = z
  .strictObject({
    questionnaire: z.strictObject({ item: z.array(item) }),
    edits: z.array(z.unknown()),
    patient: z.record(z.string(), z.unknown()),
    rules: z.array(
      z.strictObject({
        rule: z.string(),
        expressions: z.array(
          z.strictObject({
            /** The item it stands on; none: the questionnaire. */
            on: z.string(),
            /** In which row. */
            at: z.array(z.number()).default([0]),
            expression: z.string(),
            /** Only when one of these changes is it worked out again. */
            looksAt: z.array(z.string()),
            gives: z.array(z.unknown()),
          }),
        ),
      }),
    ),
  })
  .parse(written);

/** The expression as a variable of the item, where it can look at anything and nothing looks at it. */
function withVariable(items: readonly Item[], on: string, extension: readonly object[]): object[] {
  return items.map(({ item: inner, ...own }) => ({
    ...own,
    ...(own.linkId === on ? { extension } : {}),
    ...(inner === undefined ? {} : { item: withVariable(inner, on, extension) }),
  }));
}

type Looked = { readonly looksAt: readonly string[]; readonly gives: readonly unknown[] };

function looked(on: string, at: readonly number[], expression: string): Looked {
  const url = 'http://hl7.org/fhir/StructureDefinition/variable';
  const valueExpression = { name: 'found', language: 'text/fhirpath', expression };
  const extension = [{ url, valueExpression }];
  const parsed = parse(
    {
      ...{ resourceType: 'Questionnaire', status: 'draft' },
      ...(on === '' ? { extension } : {}),
      item: withVariable(questionnaire.item, on, extension),
    },
    // What is not known here is somebody else's to work out; what it looks at is known all the same.
    { evaluate: () => () => [] },
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { form } = parsed;
  const filled = fill(form, edits, { variables: { patient } });
  if (!filled.ok) throw new Error(filled.fault.code);
  const answers: Answers = filled.answers;
  const above = form.byLinkId.get(on);
  const [variable] = above === undefined ? form.variables : (above.variables ?? []);
  const program = variable && form.programs.get(variable.expression);
  const place = above === undefined ? [] : above.path.map((_, level) => at[level] ?? 0);
  const scope = scopeAt(form, answers, above, place);
  return {
    looksAt: (program?.reads ?? [])
      .toSorted((a, b) => a - b)
      .flatMap((each) => form.all[each]?.linkId ?? []),
    gives: scope.variable('found').map((each) => plain(each)),
  };
}

describe('what an expression looks at, and what it finds there', () => {
  test.each(rules)('$rule', ({ expressions }) => {
    for (const { on, at, expression, looksAt, gives } of expressions) {
      expect([on, expression, looked(on, at, expression)]).toEqual([
        on,
        expression,
        { looksAt, gives },
      ]);
    }
  });
});
