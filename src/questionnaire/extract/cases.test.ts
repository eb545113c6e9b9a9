import { expect, test } from 'vitest';
import * as z from 'zod';
import { extract, fill, parse } from '../index.ts';
import cases from './cases/what-is-taken-out.json' with { type: 'json' };

const shape = z.array(
  z.strictObject({
    name: z.string(),
    questionnaire: z.record(z.string(), z.unknown()),
    edits: z.array(z.unknown()),
    resources: z.array(z.record(z.string(), z.unknown())),
  }),
);

test.each(shape.parse(cases))('$name', ({ questionnaire, edits, resources }) => {
  const names = ['one', 'two'].map((name) => ({
    url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-launchContext',
    extension: [{ url: 'name', valueId: name }],
  }));
  const parsed = parse({
    resourceType: 'Questionnaire',
    status: 'draft',
    ...questionnaire,
    extension: [...names, ...z.array(z.unknown()).parse(questionnaire['extension'] ?? [])],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const filled = fill(parsed.form, edits);
  if (!filled.ok) throw new Error(filled.fault.code);
  let next = 0;
  const bundle = extract(parsed.form, filled.answers, {
    authored: '2026-11-22T10:00:00Z',
    subject: { reference: 'Patient/1' },
    newId: () => `id-${next++}`,
  });
  const entries = bundle.entry ?? [];
  expect(entries.map(({ resource }) => resource)).toEqual(resources);
  expect(new Set(entries.map(({ fullUrl }) => fullUrl)).size).toBe(resources.length);
  expect(entries.map(({ request }) => request)).toEqual(
    resources.map(({ resourceType }) => ({ method: 'POST', url: resourceType })),
  );
});
