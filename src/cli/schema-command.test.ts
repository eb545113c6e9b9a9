import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { schemaFiles } from './schema-command.ts';

test.each(Object.entries(schemaFiles))(
  '%s is as the program has it (else: cli schema --write)',
  (path, make) => {
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(JSON.parse(JSON.stringify(make())));
  },
);

const schema = z.fromJSONSchema(
  JSON.parse(readFileSync('docs/schema/routine.schema.json', 'utf8')),
);

test.each(['manifest', 'steps', 'results', 'services', 'audiences'])(
  'an editor finds nothing wrong in %s.json',
  (file) => {
    const content: unknown = JSON.parse(readFileSync(`routines/se/${file}.json`, 'utf8'));
    expect(schema.safeParse(content).success).toBe(true);
  },
);

test('an editor points at a slip', () => {
  expect(schema.safeParse({ steps: [{ id: 'body', urgncy: 'now' }] }).success).toBe(false);
  expect(schema.safeParse({ steps: [{ id: 'body', urgency: 'soon' }] }).success).toBe(false);
  expect(schema.safeParse({ steps: [{ id: 'body', urgency: 'now' }] }).success).toBe(true);
});
