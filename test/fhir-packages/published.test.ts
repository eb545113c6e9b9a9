import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { lint, parse } from '../../src/questionnaire/index.ts';
import { evaluate } from '../../src/web/content/fhirpath-whole.ts';
import { type Published, publishedQuestionnaires } from './questionnaires.ts';
import { supportPage } from './support-page.ts';

describe('every questionnaire that HL7 publishes in its packages', () => {
  let published: Published;
  // The packages are fetched the first time.
  beforeAll(() => {
    published = publishedQuestionnaires();
  }, 300_000);

  test('is read and linted: supported, or with its problems listed, each with its path', () => {
    for (const { title, specimens } of published) {
      expect(specimens.length, title).toBeGreaterThan(6);
      for (const { name, questionnaire } of specimens) {
        const { problems } = parse(questionnaire, { evaluate });
        const pathless = problems.filter(({ path }) => !path?.startsWith('Questionnaire'));
        expect(pathless, name).toEqual([]);
        expect(Array.isArray(lint(questionnaire)), name).toBe(true);
      }
    }
  });

  test('is counted on the page about support; `npm run support` writes it', () => {
    expect(readFileSync('docs/questionnaire-support.md', 'utf8')).toBe(
      supportPage(published, evaluate),
    );
  });
});
