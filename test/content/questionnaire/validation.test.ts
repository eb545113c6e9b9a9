import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { expand, parse, validate } from '../../../src/questionnaire/index.ts';

const json = z.record(z.string(), z.unknown());

const groups = z.array(
  z.strictObject({
    rule: z.string(),
    questionnaire: json,
    cases: z.array(
      z.strictObject({ name: z.string(), response: json, problems: z.array(z.string()) }),
    ),
  }),
);

const folder = join(import.meta.dirname, 'validation');
const read = (file: string) => groups.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));

for (const { rule, questionnaire, cases } of readdirSync(folder).sort().flatMap(read)) {
  describe(rule, () => {
    test.each(cases)('$name', ({ response, problems }) => {
      const form = { resourceType: 'Questionnaire', status: 'draft', ...questionnaire };
      const parsed = parse(form, { expand });
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
      const judged = validate(parsed.form, { resourceType: 'QuestionnaireResponse', ...response });
      const errors = judged.problems.filter((each) => each.severity === 'error');
      expect(errors.map((each) => each.code).sort()).toEqual(problems.toSorted());
      expect(judged.valid).toBe(problems.length === 0);
    });
  });
}
