import { expect, test } from 'vitest';
import * as z from 'zod';
import { lint } from '../index.ts';
import cases from './cases/what-an-author-is-told.json' with { type: 'json' };

const head = {
  resourceType: 'Questionnaire',
  url: 'urn:q',
  version: '1',
  status: 'draft',
  title: 'T',
  language: 'sv',
  copyright: 'CC0',
  publisher: 'P',
};

const shape = z.array(
  z.strictObject({
    name: z.string(),
    questionnaire: z.record(z.string(), z.unknown()),
    languages: z.array(z.string()).optional(),
    found: z.array(z.string()),
  }),
);

test.each(shape.parse(cases))('$name', ({ questionnaire, languages, found }) => {
  const given = Object.entries({ ...head, ...questionnaire }).filter(([, each]) => each !== null);
  const told = lint(Object.fromEntries(given), languages === undefined ? {} : { languages });
  const ofItem = (path = '') => (path.includes('item[0]') ? 'a' : path);
  expect(
    told.map(({ code, linkId, path, detail }) =>
      [code, linkId ?? ofItem(path), detail].filter((each) => each !== undefined).join(' '),
    ),
  ).toEqual(found);
});
