import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { temporary } from '../../../test/folder/temporary.ts';
import { openDuck } from '../engine/duckdb.ts';
import cases from './compile-cases.json' with { type: 'json' };
import { compileView, ndjson } from './index.ts';

const place = temporary();
const duck = await openDuck({ directories: [place], temporary: join(place, 't'), memory: '200MB' });
afterAll(() => duck.close());

let files = 0;
async function rows(view: unknown, resources: readonly unknown[]) {
  files += 1;
  const path = join(place, `${files}.ndjson`);
  writeFileSync(path, resources.map((each) => `${JSON.stringify(each)}\n`).join(''));
  const compiled = compileView(view);
  return duck.rows(compiled.select({ rows: ndjson([path], compiled.shape) }));
}

describe('a view gives', () => {
  test.each(cases.rows)('$name', async ({ view, resources, expect: expected }) => {
    expect(await rows(view, resources)).toEqual(expected);
  });
});

describe('a view is refused', () => {
  test.each(cases.refused)('$name', ({ view, code }) => {
    expect(() => compileView(view)).toThrow(expect.objectContaining({ code }));
  });
});

test('text in a view is text, never SQL', async () => {
  const evil = "x'; DROP TABLE y; --";
  const view = {
    resource: 'Patient',
    constant: [{ name: 'c', valueString: evil }],
    select: [{ column: [{ name: 'v', path: '%c', type: 'string' }] }],
  };
  expect(await rows(view, [{ resourceType: 'Patient', id: '1' }])).toEqual([{ v: evil }]);
});

test('two values where one was promised stop the run', async () => {
  const view = { resource: 'Patient', select: [{ column: [{ name: 'v', path: 'name.family' }] }] };
  const patient = { resourceType: 'Patient', name: [{ family: 'A' }, { family: 'B' }] };
  await expect(rows(view, [patient])).rejects.toThrow('more than one value');
});

test('a visit just after midnight stays on its day, whatever the time zone', async () => {
  const view = {
    resource: 'Encounter',
    select: [{ column: [{ name: 'v', path: 'period.start' }] }],
  };
  const visit = { resourceType: 'Encounter', period: { start: '2026-03-01T00:30:00+01:00' } };
  expect(await rows(view, [visit])).toEqual([{ v: '2026-03-01T00:30:00+01:00' }]);
});
