import { expect, test } from 'vitest';
import { type Evaluate, extract, fill, parse } from '../index.ts';

const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';

/** What a form with one template, of a Task, gives for these answers. */
function extracted(questionnaire: object, edits: readonly unknown[], evaluate?: Evaluate) {
  const parsed = parse({ resourceType: 'Questionnaire', status: 'draft', ...questionnaire });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const filled = fill(parsed.form, edits);
  if (!filled.ok) throw new Error(JSON.stringify(filled.fault));
  const context = { authored: '2026-11-22T10:00:00Z', newId: () => 'id-1' };
  return extract(parsed.form, filled.answers, { ...context, ...(evaluate && { evaluate }) });
}

const value = (expression: string) => ({
  extension: [{ url: `${sdc}templateExtractValue`, valueString: expression }],
});
const order = (...parts: readonly object[]) => ({
  url: `${sdc}templateExtract`,
  extension: [{ url: 'template', valueReference: { reference: '#task' } }, ...parts],
});
const task = (more: object = {}) => ({ resourceType: 'Task', id: 'task', ...more });
const part = (url: string, valueString: string) => ({ url, valueString });

test('a resource is sent only if what the form says of the server holds', () => {
  const conditions = {
    ifNoneExist: 'identifier=urn:a|1',
    ifNoneMatch: '*',
    ifMatch: 'W/"1"',
    ifModifiedSince: '2026-11-22',
  };
  const parts = Object.entries(conditions).map(([name, text]) => part(name, `'${text}'`));
  const extension = [order(...parts)];
  const item = [{ linkId: 'why', type: 'string' }];
  const [made] = extracted({ extension, contained: [task()], item }, []).entry ?? [];
  expect(made?.request).toEqual({ method: 'POST', url: 'Task', ...conditions });
});

test('a resource may have a number for its id, and no truth for its name', () => {
  const extension = [order(part('resourceId', '7'), part('fullUrl', 'true'))];
  const item = [{ linkId: 'why', type: 'string' }];
  const [made] = extracted({ extension, contained: [task()], item }, []).entry ?? [];
  expect(made?.fullUrl).toMatch(/^urn:uuid:id-/);
  expect(made?.request).toEqual({ method: 'PUT', url: 'Task/7' });
});

test('an expression that fails on these answers fails the whole extraction', () => {
  const contained = [task({ _status: value("'a' - 1") })];
  const item = [{ linkId: 'why', type: 'string' }];
  expect(() => extracted({ extension: [order()], contained, item }, [])).toThrow(
    'failed-expression',
  );
});

test('a template is worked out by the host where our own FHIRPath ends, which is told what it stands on', () => {
  const stoodOn: string[] = [];
  const evaluate: Evaluate = (expression, base) => () => {
    stoodOn.push(`${expression} ${base}`);
    return ['given'];
  };
  const within = (context: string, name: string) => ({
    extension: [{ url: `${sdc}templateExtractContext`, valueString: context }],
    _text: value(`conformsTo('${name}')`),
  });
  const contained = [
    task({
      _status: value("conformsTo('form')"),
      note: [
        within('item', 'item'),
        within('item.answer', 'answer'),
        within('item.answer.value', 'value'),
        within("'text'", 'text'),
      ],
    }),
  ];
  const answerOption = [{ valueCoding: { system: 'urn:c', code: 'x' } }];
  const item = [{ linkId: 'why', type: 'choice', answerOption }];
  const edits = [{ set: 'why', value: 'x' }];
  const bundle = extracted({ extension: [order()], contained, item }, edits, evaluate);
  const text = 'given';
  expect(bundle.entry?.[0]?.resource).toEqual({
    resourceType: 'Task',
    status: text,
    note: [{ text }, { text }, { text }, { text }],
  });
  expect(stoodOn).toEqual([
    "conformsTo('form') QuestionnaireResponse",
    "conformsTo('item') QuestionnaireResponse.item",
    "conformsTo('answer') QuestionnaireResponse.item.answer",
    "conformsTo('value') Element",
    "conformsTo('text') Element",
  ]);
});
