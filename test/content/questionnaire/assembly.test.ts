import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { assemble, parse } from '../../../src/questionnaire/index.ts';
import written from './assembly.json' with { type: 'json' };

const json = z.record(z.string(), z.unknown());

const cases = z
  .array(
    z.strictObject({
      name: z.string(),
      questionnaire: json,
      parts: z.array(json),
      assembled: json.optional(),
      problems: z.array(z.string()).optional(),
    }),
  )
  .parse(written);

describe('a questionnaire put together of others', () => {
  test.each(cases)('$name', ({ questionnaire, parts, assembled, problems = [] }) => {
    const before = JSON.stringify(questionnaire);
    const find = (canonical: string) =>
      parts.find(({ url, version }) => canonical === url || canonical === `${url}|${version}`);
    const made = assemble(questionnaire, find);
    expect(JSON.stringify(questionnaire)).toBe(before);
    if (made.ok) {
      expect(made.questionnaire).toEqual(assembled);
      expect(
        parse(made.questionnaire).problems.filter((each) => each.severity === 'error'),
      ).toEqual([]);
      return;
    }
    const said = made.problems.map(({ code, path, detail }) =>
      [code, path, detail].filter(Boolean).join(' '),
    );
    expect(said).toEqual(problems);
    expect(assembled).toBeUndefined();
  });

  test('parts that double each other are refused before they fill the memory', () => {
    const subQuestionnaire =
      'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-subQuestionnaire';
    const part = (level: number) => ({
      resourceType: 'Questionnaire',
      item: ['a', 'b'].map((linkId) => ({
        linkId,
        type: 'display',
        extension: [{ url: subQuestionnaire, valueCanonical: `urn:${level + 1}` }],
      })),
    });
    const made = assemble(part(0), (url) => part(Number(url.slice('urn:'.length))));
    expect(made.ok).toBe(false);
    expect(JSON.stringify(made)).toContain('too-large');
  });
});
