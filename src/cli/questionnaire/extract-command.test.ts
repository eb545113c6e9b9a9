import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { extractCommand } from './extract-command.ts';

async function extracted(questionnaire: object, response: object) {
  const folder = mkdtempSync(join(tmpdir(), 'extract-'));
  const file = (name: string, content: object): string => {
    writeFileSync(join(folder, name), JSON.stringify(content));
    return join(folder, name);
  };
  const out: string[] = [];
  try {
    await extractCommand.run({
      args: [
        ...['--questionnaire', file('q.json', { resourceType: 'Questionnaire', ...questionnaire })],
        ...['--response', file('r.json', { resourceType: 'QuestionnaireResponse', ...response })],
      ],
      environment: {},
      report: { out: (line) => out.push(line), err: (line) => out.push(line) },
      today: '2026-11-22',
      now: '2026-11-22T10:00:00.000Z',
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
  return JSON.parse(out.join('\n')).entry[0].resource;
}

const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';
const head = {
  subject: { reference: 'Patient/7' },
  encounter: { reference: 'Encounter/8' },
  author: { reference: 'Practitioner/9' },
};

test('what is extracted says whose it is and when it was said', async () => {
  const extension = [{ url: `${sdc}observationExtract`, valueBoolean: true }];
  const code = [{ system: 'urn:c', code: 'w' }];
  const resource = await extracted(
    { status: 'draft', item: [{ linkId: 'w', type: 'integer', code, extension }] },
    {
      ...{ id: 'r', status: 'completed', authored: '2026-01-31', ...head },
      item: [{ linkId: 'w', answer: [{ valueInteger: 3 }] }],
    },
  );
  expect(resource).toMatchObject({
    subject: head.subject,
    encounter: head.encounter,
    performer: [head.author],
    effectiveDateTime: '2026-01-31',
    derivedFrom: [{ reference: 'QuestionnaireResponse/r' }],
  });
  // An instant cannot be made of a day.
  expect(resource).not.toHaveProperty('issued');
});

test('a template finds in the response what it says of itself, and what time it is', async () => {
  const value = (valueString: string) => ({
    extension: [{ url: `${sdc}templateExtractValue`, valueString }],
  });
  const template = { url: 'template', valueReference: { reference: '#t' } };
  const resource = await extracted(
    {
      status: 'draft',
      extension: [{ url: `${sdc}templateExtract`, extension: [template] }],
      contained: [
        {
          ...{ resourceType: 'ServiceRequest', id: 't', _authoredOn: value('now()') },
          ...{ subject: { _reference: value('%resource.subject.reference') } },
        },
      ],
      item: [{ linkId: 'w', type: 'string' }],
    },
    { status: 'completed', ...head },
  );
  expect(resource).toMatchObject({
    subject: head.subject,
    authoredOn: '2026-11-22T10:00:00.000Z',
  });
});

test('a template may use all of FHIRPath, on the response, on an item and on what an answer holds', async () => {
  const at = (name: string, valueString: string) => ({ url: `${sdc}${name}`, valueString });
  const value = (expression: string) => ({
    extension: [at('templateExtractValue', expression)],
  });
  const order = (template: string) => ({
    url: `${sdc}templateExtract`,
    extension: [{ url: 'template', valueReference: { reference: template } }],
  });
  const resource = await extracted(
    {
      status: 'draft',
      extension: [order('#t')],
      contained: [
        {
          ...{ resourceType: 'ServiceRequest', id: 't' },
          _status: value("iif(item.answer.value.first() is Coding, 'active', 'draft')"),
          code: {
            extension: [at('templateExtractContext', "item.where(linkId = 'c').answer")],
            coding: [{ _code: value('value.ofType(Coding).code') }],
            _text: value("value.ofType(Coding).select(system & '#' & code)"),
          },
          note: [
            {
              extension: [at('templateExtractContext', "item.where(linkId = 'c')")],
              _text: value("answer.value.as(Coding).code.replace('-', ' ')"),
            },
          ],
        },
      ],
      item: [
        {
          ...{ linkId: 'c', type: 'choice' },
          answerOption: [{ valueCoding: { system: 'urn:s', code: 'a-b' } }],
        },
      ],
    },
    {
      status: 'completed',
      item: [{ linkId: 'c', answer: [{ valueCoding: { system: 'urn:s', code: 'a-b' } }] }],
    },
  );
  expect(resource).toMatchObject({
    status: 'active',
    code: { coding: [{ code: 'a-b' }], text: 'urn:s#a-b' },
    note: [{ text: 'a b' }],
  });
});
