import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  answer,
  fromResponse,
  isEnabled,
  lint,
  parse,
  problemsOf,
  start,
  validate,
} from '../../../src/questionnaire/index.ts';

const head = { resourceType: 'Questionnaire', status: 'draft' };
const at = { resourceType: 'QuestionnaireResponse', status: 'completed' };

function nested(depth: number): unknown {
  let item: unknown = { linkId: 'leaf', type: 'string' };
  for (let level = 0; level < depth; level++) {
    item = { linkId: `g${level}`, type: 'group', repeats: true, item: [item] };
  }
  return { ...head, item: [item] };
}

function formOf(questionnaire: unknown) {
  const parsed = parse(questionnaire);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.form;
}

const plain = formOf({ ...head, item: [{ linkId: 'a', type: 'string' }] });

describe('input that means harm, or makes no sense', () => {
  test('anything at all is parsed, linted and validated without an exception', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(typeof parse(value).ok).toBe('boolean');
        expect(parse({ ...head, item: value }).problems.length).toBeGreaterThanOrEqual(0);
        expect(lint({ ...head, item: [value] }).length).toBeGreaterThanOrEqual(0);
        expect(validate(plain, value).valid).toBe(false);
        expect(typeof validate(plain, { ...at, item: value }).valid).toBe('boolean');
        expect(typeof fromResponse(plain, { ...at, item: [value] }).ok).toBe('boolean');
      }),
      { numRuns: 300 },
    );
  });

  test('any element of an item may be anything', () => {
    const names = fc.constantFrom(
      ...['linkId', 'type', 'text', '_text', 'enableWhen', 'answerOption', 'initial', 'item'],
      ...['extension', 'code', 'answerValueSet', 'repeats', 'maxLength', 'enableBehavior'],
    );
    fc.assert(
      fc.property(fc.dictionary(names, fc.jsonValue()), (odd) => {
        const item = { linkId: 'a', type: 'choice', ...odd };
        expect(typeof parse({ ...head, item: [item] }).ok).toBe('boolean');
      }),
      { numRuns: 500 },
    );
  });

  test('ten thousand levels are refused at once', () => {
    const parsed = parse(nested(10_000));
    expect(parsed.problems.map((each) => each.code)).toContain('too-deep');
    expect(parsed.ok).toBe(false);
  });

  test('repeating groups inside each other do not multiply until someone adds them', () => {
    const form = formOf(nested(40));
    expect(fromResponse(form, { ...at }).ok).toBe(true);
    expect(start(form).root.items).toHaveLength(1);
  });

  test('names that objects are born with are only names', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const form = formOf({
      ...head,
      item: names.map((linkId) => ({ linkId, type: 'string' })),
    });
    const answers = answer(form, start(form), {
      type: 'set',
      linkId: '__proto__',
      value: { type: 'string', value: 'x' },
    });
    expect(answers.root.items[0]?.entries[0]?.value?.value).toBe('x');
    expect(() => answer(form, answers, { type: 'clear', linkId: 'valueOf' })).toThrow(
      'unknown-link-id',
    );
    expect(
      fromResponse(
        form,
        JSON.parse('{"resourceType":"QuestionnaireResponse","item":[{"linkId":"valueOf"}]}'),
      ),
    ).toMatchObject({ ok: true, problems: [{ code: 'unknown-item' }] });
  });

  test('variables that double each other cost no more than their number', () => {
    const extension = Array.from({ length: 40 }, (_, index) => ({
      url: 'http://hl7.org/fhir/StructureDefinition/variable',
      valueExpression: {
        name: `v${index}`,
        language: 'text/fhirpath',
        expression: index === 0 ? '1' : `%v${index - 1} + %v${index - 1}`,
      },
    }));
    const calculated = {
      url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression',
      valueExpression: { language: 'text/fhirpath', expression: '%v39 > 1' },
    };
    const form = formOf({
      ...head,
      extension,
      item: [{ linkId: 'a', type: 'boolean', extension: [calculated] }],
    });
    expect(start(form).root.items[0]?.entries[0]?.value?.value).toBe(true);
  });

  test('an expression with a thousand brackets is refused, not followed', () => {
    const expression = `${'('.repeat(1000)}1${')'.repeat(1000)}`;
    const parsed = parse({
      ...head,
      item: [
        {
          linkId: 'a',
          type: 'integer',
          extension: [
            {
              url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression',
              valueExpression: { language: 'text/fhirpath', expression },
            },
          ],
        },
      ],
    });
    expect(parsed.problems.map((each) => each.code)).toEqual(['bad-expression']);
  });

  test('ten thousand questions in a chain are settled', () => {
    const item = Array.from({ length: 10_000 }, (_, index) => ({
      linkId: `q${index}`,
      type: 'integer',
      ...(index === 0
        ? {}
        : { enableWhen: [{ question: `q${index - 1}`, operator: 'exists', answerBoolean: true }] }),
    }));
    const form = formOf({ ...head, item });
    const first = { type: 'set', linkId: 'q0', value: { type: 'integer', value: 1 } } as const;
    const answers = answer(form, start(form), first);
    expect(isEnabled(form, answers, 'q1')).toBe(true);
    expect(isEnabled(form, answers, 'q2')).toBe(false);
  });

  test('a pattern runs in proportion to its text, whatever it is', () => {
    const url = 'http://hl7.org/fhir/StructureDefinition/regex';
    const extension = [{ url, valueString: '(a+a)+' }];
    const form = formOf({ ...head, item: [{ linkId: 'a', type: 'string', extension }] });
    const value = { type: 'string', value: `${'a'.repeat(5_000)}!` } as const;
    const answers = answer(form, start(form), { type: 'set', linkId: 'a', value });
    expect(problemsOf(form, answers).map((each) => each.code)).toEqual(['pattern']);
  });

  test.each(['(a)\\1', '(?=a)b', '(a'])(
    'a pattern that is malformed, or looks back or ahead, is listed and not run: %s',
    (valueString) => {
      const url = 'http://hl7.org/fhir/StructureDefinition/regex';
      const item = [{ linkId: 'a', type: 'string', extension: [{ url, valueString }] }];
      expect(parse({ ...head, item }).problems).toMatchObject([
        { code: 'wrong-shape', severity: 'warning', path: 'Questionnaire.item[0].extension[0]' },
      ]);
    },
  );
});
