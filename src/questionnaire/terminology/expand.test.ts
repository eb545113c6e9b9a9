import { expect, test } from 'vitest';
import * as z from 'zod';
import written from './cases/what-is-in-a-value-set.json' with { type: 'json' };
import { expand } from './expand.ts';

const resource = z.looseObject({ resourceType: z.string(), url: z.string().optional() });

const cases = z
  .array(
    z.strictObject({
      name: z.string(),
      valueSet: resource,
      /** What can be found by its address. */
      others: z.array(resource),
      /** Its concepts, or the systems it draws on; null when neither can be known. */
      gives: z
        .union([
          z.strictObject({ contains: z.array(z.unknown()) }),
          z.strictObject({ systems: z.array(z.string()) }),
        ])
        .nullable(),
    }),
  )
  .parse(written);

test.each(cases)('$name', ({ valueSet, others, gives }) => {
  const found = expand(valueSet, (url) => others.find((each) => each.url === url));
  expect(found ?? null).toEqual(gives);
});

test('what is no resource holds nothing', () => {
  expect(expand('urn:v', () => undefined)).toBeUndefined();
});

test('of a list that nobody would read the first twenty thousand count', () => {
  const concept = Array.from({ length: 20_001 }, (_, at) => ({ code: String(at) }));
  const compose = { include: [{ system: 'urn:a', concept }] };
  const found = expand({ resourceType: 'ValueSet', compose }, () => undefined);
  expect(found).toMatchObject({ contains: { length: 20_000 } });
});
