import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asksInstead } from './asks-instead.ts';
import { nurse } from './nurse.ts';
import { account, only } from './read-back.ts';
import { openWorld, type World } from './world.ts';

const url = 'https://tryggfraga.example/fhir/Questionnaire/made-up-instrument';
const folder = mkdtempSync(join(tmpdir(), 'instrument-'));
let world: World;

/** A questionnaire of the site's own, with obviously made-up words in place of an instrument's. */
function madeUp(): string {
  const text = readFileSync('questionnaires/health-questions-adult.json', 'utf8');
  const { id: _, ...own } = JSON.parse(text) as Record<string, unknown>;
  return JSON.stringify({ ...own, url }).replaceAll(
    'Är du rädd för någon av dem?',
    'PÅHITTAD FRÅGA: tycker du om lingon?',
  );
}

beforeAll(async () => {
  writeFileSync(join(folder, 'made-up-instrument.json'), madeUp());
  world = await openWorld(undefined, undefined, folder);
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

test('a routine names an instrument that only the site has: its words are asked, its name stands in the record', async () => {
  const { page, context } = await world.sitDown();
  await asksInstead(page, url);
  await page.goto(world.demo.ehr.control.launchUrl({ patient: 'bertil' }));
  const she = nurse(page);
  await she.passGate();
  await she.question(/PÅHITTAD FRÅGA: tycker du om lingon/).waitFor();
  await she.readAll();
  await she.pressText(/svaret var nej på varje/);
  await she.goOn();
  await she.goOn();
  await she.save();
  await she.isSaved();
  const [response] = only(world.written(), 'QuestionnaireResponse');
  expect(response?.questionnaire).toMatch(new RegExp(`^${url}`));
  expect(account(world.written()).results).toEqual(['negative']);
  await context.close();
});
