import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { assemble, widerFunctions as functions, parse } from '../../../src/questionnaire/index.ts';
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
    const find = (canonical: string) => {
      const [address, asked] = canonical.split('|');
      return parts.find(
        ({ url, version = asked }) => url === address && (asked ?? version) === version,
      );
    };
    const made = assemble(questionnaire, find);
    expect(JSON.stringify(questionnaire)).toBe(before);
    if (made.ok) {
      expect(made.questionnaire).toStrictEqual(assembled);
      expect(
        parse(made.questionnaire, { functions }).problems.filter(
          (each) => each.severity === 'error',
        ),
      ).toEqual([]);
      return;
    }
    const said = made.problems.map(({ code, path, detail }) =>
      [code, path, detail].filter(Boolean).join(' '),
    );
    expect(said).toEqual(problems);
    expect(assembled).toBeUndefined();
  });

  const subQuestionnaire =
    'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-subQuestionnaire';
  const placeOf = (linkId: string, valueCanonical: string) => ({
    linkId,
    type: 'display',
    extension: [{ url: subQuestionnaire, valueCanonical }],
  });
  const form = (...item: readonly object[]) => ({ resourceType: 'Questionnaire', item });
  const codes = (made: ReturnType<typeof assemble>) =>
    made.ok ? [] : [...new Set(made.problems.map(({ code }) => code))];

  test('parts that double each other are refused before they fill the memory', () => {
    const part = (level: number) =>
      form(...['a', 'b'].map((linkId) => placeOf(linkId, `urn:${level + 1}`)));
    const made = assemble(part(0), (url) => part(Number(url.slice('urn:'.length))));
    expect(codes(made)).toContain('too-large');
  });

  test.each([
    [51, []],
    [52, ['too-deep']],
  ])('%i parts in each other', (parts, problems) => {
    const part = (level: number) =>
      level < parts
        ? form(placeOf('p', `urn:${level + 1}`))
        : form({ linkId: 'x', type: 'string' });
    expect(codes(assemble(part(0), (url) => part(Number(url.slice('urn:'.length)))))).toEqual(
      problems,
    );
  });

  test.each([
    [20_000, []],
    [20_001, ['too-large']],
  ])('%i questions', (questions, problems) => {
    const items = Array.from({ length: questions }, (_, at) => ({
      linkId: String(at),
      type: 'string',
    }));
    expect(codes(assemble(form(...items), () => undefined))).toEqual(problems);
  });

  test('what is no resource at all is not put together', () => {
    expect(assemble(undefined, () => undefined)).toEqual({
      ok: false,
      problems: [{ code: 'not-a-questionnaire', severity: 'error', path: '' }],
    });
  });
});
