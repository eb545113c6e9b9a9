import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import extensions from './cases/extensions-of-an-item.json' with { type: 'json' };
import forms from './cases/what-is-read-of-a-form.json' with { type: 'json' };
import { parse } from './parse-full.ts';

const core = 'http://hl7.org/fhir/StructureDefinition/';
const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';

const json = z.record(z.string(), z.unknown());
const extensionCases = z.array(
  z.strictObject({
    extension: z.string(),
    says: json,
    gives: json,
    /** What it cannot say. */
    not: z.array(json),
    /** That it is malformed refuses the form. */
    refuses: z.boolean().optional(),
  }),
);
const formCases = z.array(
  z.strictObject({
    name: z.string(),
    questionnaire: json,
    problems: z.array(z.string()),
    refused: z.boolean().optional(),
    form: json.optional(),
    items: z.record(z.string(), json).optional(),
  }),
);

function address(name: string): string {
  if (name.startsWith('sdc:')) return sdc + name.slice(4);
  return name.startsWith('http') ? name : core + name;
}

function read(questionnaire: object) {
  const parsed = parse({ resourceType: 'Questionnaire', status: 'draft', ...questionnaire });
  return {
    form: parsed.ok ? parsed.form : undefined,
    problems: parsed.problems.map(({ severity, code, path, linkId, detail }) =>
      [severity, code, path, linkId, detail].filter((each) => each !== undefined).join(' '),
    ),
  };
}

/** As plain data: translations and patterns included. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_name, each) => {
      if (each instanceof Map) return Object.fromEntries(each);
      return each instanceof RegExp ? String(each) : each;
    }),
  );
}

const itemWith = (extension: object) => ({
  item: [{ linkId: 'a', type: 'string', extension: [extension] }],
});

describe.each(extensionCases.parse(extensions))('$extension', (each) => {
  const url = address(each.extension);

  test(`says ${JSON.stringify(each.says).slice(0, 60)}`, () => {
    const { form, problems } = read(itemWith({ url, ...each.says }));
    expect(problems).toEqual([]);
    expect(plain(form?.byLinkId.get('a'))).toMatchObject(each.gives);
  });

  test.each(each.not)('cannot say %j', (says) => {
    const severity = each.refuses ? 'error' : 'warning';
    const { form, problems } = read(itemWith({ url, ...says }));
    expect(problems).toEqual([`${severity} wrong-shape Questionnaire.item[0].extension[0]`]);
    expect(form === undefined).toBe(each.refuses === true);
  });
});

test.each(formCases.parse(forms))('$name', (each) => {
  const { form, problems } = read(each.questionnaire);
  expect(problems).toEqual(each.problems);
  expect(form === undefined).toBe(each.refused === true);
  if (each.form !== undefined) expect(plain(form)).toMatchObject(each.form);
  for (const [linkId, expected] of Object.entries(each.items ?? {})) {
    expect(plain(form?.byLinkId.get(linkId))).toMatchObject(expected);
  }
});
