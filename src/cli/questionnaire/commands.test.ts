import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Command } from '../command.ts';
import { UsageError } from '../errors.ts';
import { extractCommand } from './extract-command.ts';
import { fillCommand } from './fill-command.ts';
import { lintCommand } from './lint-command.ts';
import { validateCommand } from './validate-command.ts';

const library = {
  resourceType: 'Questionnaire',
  url: 'http://example.org/library',
  status: 'draft',
  language: 'en',
  item: [
    { linkId: 'visited', type: 'boolean', text: 'Did you visit the library?', required: true },
    {
      linkId: 'books',
      type: 'integer',
      text: 'How many books?',
      enableWhen: [{ question: 'visited', operator: '=', answerBoolean: true }],
    },
    {
      linkId: 'twice',
      type: 'integer',
      text: 'Twice as many',
      extension: [
        {
          url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression',
          valueExpression: {
            language: 'text/fhirpath',
            expression: "%resource.item.where(linkId='books').answer.value * 2",
          },
        },
      ],
    },
  ],
};

describe('the author of a form, at the command line', () => {
  let folder = '';
  const file = (name: string, content: unknown): string => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const run = async (command: Command, ...args: string[]) => {
    const out: string[] = [];
    const code = await command.run({
      args,
      environment: {},
      report: { out: (line) => out.push(line), err: (line) => out.push(line) },
      today: '2026-11-22',
      now: '2026-11-22T10:00:00.000Z',
    });
    return { code, out: out.join('\n') };
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'forms-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('fills a form and sees what is enabled, calculated and answered', async () => {
    const { code, out } = await run(
      fillCommand,
      ...['--questionnaire', file('q.json', library)],
      ...[
        '--answers',
        file('a.json', [
          { set: 'visited', value: true },
          { set: 'books', value: 3 },
        ]),
      ],
      ...['--at', '2026-11-22T10:00:00Z'],
    );
    const seen = JSON.parse(out);
    expect(code).toBe(0);
    expect(seen.enabled).toEqual(['visited', 'books', 'twice']);
    expect(seen.problems).toEqual([]);
    expect(seen.response.authored).toBe('2026-11-22T10:00:00Z');
    expect(seen.response.item).toEqual([
      { linkId: 'visited', text: 'Did you visit the library?', answer: [{ valueBoolean: true }] },
      { linkId: 'books', text: 'How many books?', answer: [{ valueInteger: 3 }] },
      { linkId: 'twice', text: 'Twice as many', answer: [{ valueInteger: 6 }] },
    ]);
  });

  test('sees a form populated from a patient', async () => {
    const initial = {
      url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-initialExpression',
      valueExpression: { language: 'text/fhirpath', expression: '%patient.birthDate' },
    };
    const form = {
      ...library,
      item: [{ linkId: 'born', type: 'date', extension: [initial] }],
    };
    const patient = { resourceType: 'Patient', birthDate: '1999-02-03' };
    const { out } = await run(
      fillCommand,
      ...['--questionnaire', file('q.json', form), '--answers', file('a.json', [])],
      ...['--patient', file('p.json', patient)],
    );
    expect(JSON.parse(out).response.item).toEqual([
      { linkId: 'born', answer: [{ valueDate: '1999-02-03' }] },
    ]);
  });

  test('hears which rule a response breaks, by exit code too', async () => {
    const response = {
      resourceType: 'QuestionnaireResponse',
      questionnaire: 'http://example.org/library',
      status: 'completed',
      item: [
        { linkId: 'visited', answer: [{ valueBoolean: false }] },
        { linkId: 'books', answer: [{ valueInteger: 3 }] },
      ],
    };
    const broken = await run(
      validateCommand,
      ...['--questionnaire', file('q.json', library), '--response', file('r.json', response)],
    );
    expect(broken.code).toBe(1);
    expect(JSON.parse(broken.out).problems).toMatchObject([
      { code: 'not-enabled', linkId: 'books' },
    ]);
  });

  test("need not bring the value sets that are FHIR's own", async () => {
    const asked = {
      ...library,
      item: [
        {
          linkId: 'g',
          type: 'choice',
          answerValueSet: 'http://hl7.org/fhir/ValueSet/administrative-gender',
        },
      ],
    };
    const judge = async (code: string) => {
      const coding = { system: 'http://hl7.org/fhir/administrative-gender', code };
      const response = {
        resourceType: 'QuestionnaireResponse',
        status: 'completed',
        item: [{ linkId: 'g', answer: [{ valueCoding: coding }] }],
      };
      const { out } = await run(
        validateCommand,
        ...['--questionnaire', file('q.json', asked), '--response', file('r.json', response)],
      );
      return JSON.parse(out).problems;
    };
    expect(await judge('unknown')).toEqual([]);
    expect(await judge('teapot')).toMatchObject([{ code: 'not-an-option' }]);
  });

  test('has a pattern judged that looks ahead, which no page would run', async () => {
    const extension = [
      { url: 'http://hl7.org/fhir/StructureDefinition/regex', valueString: '(?=.*[0-9]).+' },
    ];
    const asked = { ...library, item: [{ linkId: 'w', type: 'string', extension }] };
    const judge = async (valueString: string) => {
      const item = [{ linkId: 'w', answer: [{ valueString }] }];
      const response = { resourceType: 'QuestionnaireResponse', status: 'completed', item };
      const { out } = await run(
        validateCommand,
        ...['--questionnaire', file('q.json', asked), '--response', file('r.json', response)],
      );
      return JSON.parse(out).problems;
    };
    expect(await judge('a1')).toEqual([]);
    expect(await judge('ab')).toMatchObject([{ code: 'pattern', linkId: 'w' }]);
  });

  test('hears that nothing is a valid response to a questionnaire that cannot be used', async () => {
    const twice = { ...library, item: [...library.item, ...library.item] };
    const response = { resourceType: 'QuestionnaireResponse', status: 'completed' };
    const { code, out } = await run(
      validateCommand,
      ...['--questionnaire', file('q.json', twice), '--response', file('r.json', response)],
    );
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ valid: false });
    expect(out).toContain('duplicate-link-id');
  });

  test('is told what to mend, and gets a Bundle of what a response gives', async () => {
    expect((await run(lintCommand, file('q.json', library))).out).toMatch(/findings in 1 files$/);
    const { code, out } = await run(
      extractCommand,
      ...['--questionnaire', file('q.json', library)],
      ...[
        '--response',
        file('r.json', { resourceType: 'QuestionnaireResponse', status: 'completed' }),
      ],
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ resourceType: 'Bundle', type: 'transaction' });
  });

  test.each([
    ['not JSON', '{"resourceType":', /not JSON/],
    ['not a Questionnaire', '[]', /not a Questionnaire/],
    ['nested without end', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, /nested deeper/],
    ['larger than any form', `"${'x'.repeat(20 * 1024 * 1024)}"`, /larger than/],
    [
      'names of the prototype',
      '{"__proto__":{"resourceType":"Questionnaire"}}',
      /not a Questionnaire/,
    ],
  ])('a file that is %s gives one clear line', async (_, content, line) => {
    const answers = file('a.json', []);
    const filling = run(
      fillCommand,
      '--questionnaire',
      file('bad.json', content),
      '--answers',
      answers,
    );
    await expect(filling).rejects.toThrow(UsageError);
    await expect(filling).rejects.toThrow(line);
  });

  test('an edit that cannot be made is named by its number', async () => {
    const answers = file('a.json', [
      { set: 'visited', value: true },
      { set: 'nowhere', value: 1 },
    ]);
    const filling = run(
      fillCommand,
      '--questionnaire',
      file('q.json', library),
      '--answers',
      answers,
    );
    await expect(filling).rejects.toThrow('edit 2: unknown-link-id nowhere');
  });
});
