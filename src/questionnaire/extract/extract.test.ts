import { describe, expect, test } from 'vitest';
import { extract, fill, parse, TemplateError } from '../index.ts';

const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';

function ids(): () => string {
  let next = 0;
  return () => `id-${next++}`;
}

const context = () => ({
  authored: '2026-11-22T10:00:00Z',
  subject: { reference: 'Patient/1' },
  newId: ids(),
});

function extracted(questionnaire: object, edits: readonly unknown[], more: object = {}) {
  const parsed = parse({ resourceType: 'Questionnaire', status: 'draft', ...questionnaire });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const filled = fill(parsed.form, edits);
  if (!filled.ok) throw new Error(JSON.stringify(filled.fault));
  return extract(parsed.form, filled.answers, { ...context(), ...more });
}

const mark = { url: `${sdc}observationExtract`, valueBoolean: true };

describe('observations', () => {
  const item = [
    {
      linkId: 'g',
      type: 'group',
      extension: [mark],
      item: [
        { linkId: 'w', type: 'decimal', text: 'Weight', code: [{ system: 'urn:c', code: 'w' }] },
        { linkId: 'x', type: 'string' },
      ],
    },
    { linkId: 'y', type: 'string', code: [{ system: 'urn:c', code: 'y' }] },
  ];

  test('are made of marked questions that have a code and an answer', () => {
    const bundle = extracted({ item }, [
      { set: 'w', value: 70 },
      { set: 'x', value: 'no code' },
      { set: 'y', value: 'not marked' },
    ]);
    expect(bundle).toEqual({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        {
          fullUrl: 'urn:uuid:id-0',
          resource: {
            resourceType: 'Observation',
            status: 'final',
            code: { coding: [{ system: 'urn:c', code: 'w' }], text: 'Weight' },
            subject: { reference: 'Patient/1' },
            effectiveDateTime: '2026-11-22T10:00:00Z',
            issued: '2026-11-22T10:00:00Z',
            valueQuantity: { value: 70 },
          },
          request: { method: 'POST', url: 'Observation' },
        },
      ],
    });
  });

  test('say who wrote them down, in which contact, and in which response the answer stands', () => {
    const whose = {
      authored: '2026-11-22',
      encounter: { reference: 'Encounter/1' },
      author: { reference: 'Practitioner/1' },
      response: { reference: 'QuestionnaireResponse/1' },
    };
    const [made] = extracted({ item }, [{ set: 'w', value: 70 }], whose).entry ?? [];
    expect(made?.resource).toEqual({
      resourceType: 'Observation',
      status: 'final',
      code: { coding: [{ system: 'urn:c', code: 'w' }], text: 'Weight' },
      subject: { reference: 'Patient/1' },
      encounter: whose.encounter,
      // A day is no instant, so that when it was issued is not said.
      effectiveDateTime: '2026-11-22',
      performer: [whose.author],
      valueQuantity: { value: 70 },
      derivedFrom: [whose.response],
    });
  });

  test('are none when nothing is answered', () => {
    expect(extracted({ item }, [])).toEqual({ resourceType: 'Bundle', type: 'transaction' });
  });
});

describe('a template', () => {
  const value = (expression: string) => ({
    extension: [{ url: `${sdc}templateExtractValue`, valueString: expression }],
  });
  const referral = {
    resourceType: 'ServiceRequest',
    id: 'referral',
    status: 'active',
    intent: 'order',
    subject: { _reference: value("'Patient/1'") },
    code: {
      coding: [
        {
          extension: [
            {
              url: `${sdc}templateExtractContext`,
              valueString: "item.where(linkId='why').answer.value",
            },
          ],
          _system: value('system'),
          _code: value('code'),
        },
      ],
    },
    note: [
      {
        extension: [
          { url: `${sdc}templateExtractContext`, valueString: "item.where(linkId='more').answer" },
        ],
        _text: value('value'),
      },
    ],
  };
  const questionnaire = {
    contained: [referral],
    item: [
      {
        linkId: 'refer',
        type: 'group',
        extension: [
          {
            url: `${sdc}templateExtract`,
            extension: [{ url: 'template', valueReference: { reference: '#referral' } }],
          },
        ],
        item: [
          {
            linkId: 'why',
            type: 'choice',
            answerOption: [{ valueCoding: { system: 'urn:c', code: 'support' } }],
          },
          { linkId: 'more', type: 'string', repeats: true },
        ],
      },
    ],
  };

  test('becomes a resource with what was answered in it', () => {
    const bundle = extracted(questionnaire, [
      { set: 'why', value: 'support' },
      { add: 'more', value: 'first' },
      { add: 'more', value: 'second' },
    ]);
    expect(bundle.entry?.map((each) => each.resource)).toEqual([
      {
        resourceType: 'ServiceRequest',
        status: 'active',
        intent: 'order',
        subject: { reference: 'Patient/1' },
        code: { coding: [{ system: 'urn:c', code: 'support' }] },
        note: [{ text: 'first' }, { text: 'second' }],
      },
    ]);
  });

  test('gives nothing where its group is unanswered', () => {
    expect(extracted(questionnaire, []).entry).toBeUndefined();
  });

  test('that is not there, or cannot be worked out, fails the whole extraction', () => {
    expect(() =>
      extracted({ ...questionnaire, contained: [] }, [{ set: 'why', value: 'support' }]),
    ).toThrow(TemplateError);
    const broken = { ...referral, subject: { _reference: value('conformsTo(1)') } };
    expect(() =>
      extracted({ ...questionnaire, contained: [broken] }, [{ set: 'why', value: 'support' }]),
    ).toThrow('bad-expression');
  });

  test('is known by the name given out, or is written over what has that id', () => {
    const order = (template: string, ...parts: readonly object[]) => ({
      url: `${sdc}templateExtract`,
      extension: [{ url: 'template', valueReference: { reference: `#${template}` } }, ...parts],
    });
    const task = { resourceType: 'Task', id: 'task', focus: { _reference: value('%ordered') } };
    const bundle = extracted(
      {
        extension: [
          { url: `${sdc}extractAllocateId`, valueString: 'ordered' },
          order('referral', { url: 'fullUrl', valueString: '%ordered' }),
          order('task', { url: 'resourceId', valueString: "'t' & 7" }),
        ],
        contained: [{ resourceType: 'ServiceRequest', id: 'referral', status: 'active' }, task],
        item: [{ linkId: 'why', type: 'string' }],
      },
      [],
    );
    const [ordered, written] = bundle.entry ?? [];
    expect(written?.resource).toEqual({
      resourceType: 'Task',
      id: 't7',
      focus: { reference: ordered?.fullUrl },
    });
    expect(ordered?.request).toEqual({ method: 'POST', url: 'ServiceRequest' });
    expect(written?.request).toEqual({ method: 'PUT', url: 'Task/t7' });
  });
});
