import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Observation } from '../fhir/index.ts';
import { resourcesIn, system } from '../fhir/index.ts';
import { type Form, fromResponse, parse } from '../questionnaire/index.ts';
import { buildRecord } from './bundle.ts';
import cases from './cases/observed.json' with { type: 'json' };
import { occasion, sourceOf } from './cases/worked-case.ts';
import { RecordError } from './error.ts';

const json = z.record(z.string(), z.unknown());
const given = z
  .array(
    z.strictObject({
      name: z.string(),
      type: z.string(),
      repeats: z.boolean().optional(),
      code: z.array(json).optional(),
      extract: z.boolean().optional(),
      answers: z.array(json),
      observed: z.record(z.string(), json),
    }),
  )
  .parse(cases);
type Case = (typeof given)[number];

const extract = {
  url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observationExtract',
  valueBoolean: true,
};
const asked = [{ system: system.question, code: 'asked' }];
const url = 'https://tryggfraga.example/fhir/Questionnaire/one-question';

function formOf(each: Case, code: readonly object[] = asked): Form {
  const parsed = parse({
    resourceType: 'Questionnaire',
    url,
    status: 'draft',
    language: 'sv',
    code,
    item: [
      {
        linkId: 'asked',
        type: each.type,
        text: 'Fråga',
        repeats: each.repeats ?? false,
        code: each.code ?? asked,
        ...(each.type === 'open-choice' && { answerOption: [{ valueCoding: { code: 'x' } }] }),
        ...(each.type === 'choice' && {
          answerOption: each.answers,
        }),
        ...(each.extract !== false && { extension: [extract] }),
      },
    ],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.form;
}

function observationsOf(each: Case, form = formOf(each)): readonly Observation[] {
  const item = [{ linkId: 'asked', answer: each.answers }];
  const read = fromResponse(form, {
    resourceType: 'QuestionnaireResponse',
    status: 'completed',
    questionnaire: url,
    item,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const whole = sourceOf({ 'gate.alone': true, first: 'nej', second: 'nej' });
  const record = buildRecord({ ...whole, form, answers: read.answers });
  return resourcesIn(record).filter((one) => one.resourceType === 'Observation');
}

const nameOf = ({ identifier }: Observation): string =>
  (identifier?.[0]?.value ?? '').replace(occasion.key, '');

const said = (resource: Observation): object =>
  Object.fromEntries(
    Object.entries(resource).filter(([name]) => /^(value|dataAbsentReason)/.test(name)),
  );

describe('what an answer becomes as an observation', () => {
  test.each(given)('$name', (each) => {
    const [panel, ...questions] = observationsOf(each);
    expect(Object.fromEntries(questions.map((one) => [nameOf(one), said(one)]))).toEqual(
      each.observed,
    );
    expect(panel?.hasMember?.length ?? 'none').toEqual(questions.length || 'none');
    for (const one of questions) expect(one.code.coding).toEqual(asked);
  });

  test('of a form without a code nothing is made', () => {
    const [each] = given;
    expect(each && (() => observationsOf(each, formOf(each, [])))).toThrow(
      new RecordError('questionnaire-without-code'),
    );
  });
});
