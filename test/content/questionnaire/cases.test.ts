import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { fill, parse, picture } from '../../../src/questionnaire/index.ts';

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
      refused: z.array(z.string()).optional(),
      steps: z.array(step).optional(),
    }),
  ),
});

const folder = join(import.meta.dirname, 'cases');

function pictureAfter(questionnaire: Record<string, unknown>, edits: readonly unknown[]) {
  const parsed = parse({ resourceType: 'Questionnaire', status: 'draft', ...questionnaire });
  expect(parsed.problems.filter((each) => each.severity === 'error')).toEqual([]);
  if (!parsed.ok) throw new Error('refused');
  const filled = fill(parsed.form, edits);
  if (!filled.ok) throw new Error(JSON.stringify(filled.fault));
  const { enabled, scores, problems, response } = picture(parsed.form, filled.answers, {
    at: '2026-11-22T10:00:00Z',
  });
  return {
    enabled,
    scores,
    problems: problems.map((each) => `${each.code} ${each.linkId}`),
    response: response.item ?? [],
  };
}

for (const name of readdirSync(folder).sort()) {
  const { rule, cases } = file.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
  describe(rule, () => {
    test.each(cases)('$name', ({ questionnaire, refused, steps }) => {
      if (refused !== undefined) {
        const parsed = parse({ resourceType: 'Questionnaire', status: 'draft', ...questionnaire });
        expect(parsed.ok).toBe(false);
        expect(
          parsed.problems.flatMap((each) => (each.severity === 'error' ? each.code : [])),
        ).toEqual(refused);
      }
      const edits: unknown[] = [];
      for (const { do: more, ...expected } of steps ?? []) {
        edits.push(...more);
        expect(pictureAfter(questionnaire, edits)).toMatchObject(expected);
      }
    });
  });
}
