import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asksInstead } from './asks-instead.ts';
import { nurse } from './nurse.ts';
import { said } from './words.ts';
import { openWorld, type Seat, type World } from './world.ts';

const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';
const url = 'https://tryggfraga.example/fhir/Questionnaire/made-up-chart-form';

type Item = { linkId: string; item?: Item[]; extension?: unknown[] };

/** What the chart is asked first, and what an answer to that puts into a question. */
const asksTheChart = [
  {
    url: `${sdc}launchContext`,
    extension: [
      { url: 'name', valueCoding: { code: 'patient' } },
      { url: 'type', valueCode: 'Patient' },
    ],
  },
  {
    url: 'http://hl7.org/fhir/StructureDefinition/variable',
    valueExpression: {
      name: 'found',
      language: 'application/x-fhir-query',
      expression: 'Observation?patient={{%patient.id}}&code=urn:made-up|x',
    },
  },
];

/** `replace` is beyond the engine's own part of FHIRPath. */
const fromTheChart = {
  url: `${sdc}initialExpression`,
  valueExpression: {
    language: 'text/fhirpath',
    expression: "iif(%found.exists() and %patient.exists(), 'x'.replace('x', 'N'), {})",
  },
};

function withChart(items: readonly Item[] | undefined): Item[] | undefined {
  return items?.map((each) => {
    const extension = [...(each.extension ?? []), fromTheChart];
    if (each.linkId === 'earlier') return { ...each, extension };
    return each.item === undefined ? each : { ...each, item: withChart(each.item) ?? [] };
  });
}

function madeUp(): string {
  const text = readFileSync('questionnaires/health-questions-adult.json', 'utf8');
  const { id: _, ...own } = JSON.parse(text) as { id: string; item: Item[]; extension?: unknown[] };
  const extension = [...(own.extension ?? []), ...asksTheChart];
  return JSON.stringify({ ...own, url, extension, item: withChart(own.item) });
}

const folder = mkdtempSync(join(tmpdir(), 'chart-form-'));
let world: World;
let seat: Seat;

beforeAll(async () => {
  writeFileSync(join(folder, 'made-up-chart-form.json'), madeUp());
  world = await openWorld(undefined, undefined, folder);
});
beforeEach(async () => {
  seat = await world.sitDown();
  return () => seat.context.close();
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

async function open(page: Page): Promise<void> {
  await asksInstead(page, url);
  await page.goto(world.demo.ehr.control.launchUrl({ patient: 'bertil' }));
}

const isSearch = (body: string | null): boolean => body?.includes('made-up') === true;

const earlier = (page: Page) =>
  nurse(page)
    .question(/Har du varit med om något sådant tidigare/)
    .getByRole('radio', { name: 'Nej', exact: true });

/** Opened, and the chart has answered. */
async function openAnswered(page: Page): Promise<void> {
  const searched = page.waitForResponse((each) => isSearch(each.request().postData()));
  await open(page);
  await (await searched).finished();
  await page.waitForTimeout(500);
}

test('what the chart says stands in its question, evaluated by the whole of FHIRPath', async () => {
  const { page } = seat;
  const whole = page.waitForResponse(/fhirpath-whole/);
  await openAnswered(page);
  await whole;
  await nurse(page).passGate();
  await earlier(page).waitFor({ state: 'attached' });
  expect(await earlier(page).isChecked()).toBe(true);
});

test('what is begun anew after an earlier occasion was taken back begins as the first did', async () => {
  const { page } = seat;
  const she = nurse(page);
  await openAnswered(page);
  await she.passGate();
  await she.press('questions.stop');
  await she.choose(/Varför ställs inte/, 'Samtalet avbröts');
  await she.goOn();
  await she.save();
  await she.isSaved();
  await openAnswered(page);
  await she.passGate();
  await she.pressText(/Ändra \d{4}/);
  await page.getByText(she.word('revise.void')).click();
  await she.choose(she.word('revise.reason'), she.word('revise.reasons.duplicate'));
  await she.press('revise.takeBack');
  await she.press('earlier.begin');
  await earlier(page).waitFor({ state: 'attached' });
  expect(await earlier(page).isChecked()).toBe(true);
  expect(await page.getByText(she.word('questions.chart')).count()).toBe(0);
});

test('a search that the chart refuses is told beside the questions, and its question is open', async () => {
  const { page } = seat;
  await page.route('**/Observation/_search', async (route) => {
    if (isSearch(route.request().postData())) await route.fulfill({ status: 500 });
    else await route.continue();
  });
  await openAnswered(page);
  await nurse(page).passGate();
  await page.getByText(said('sv', 'questions.chart')).waitFor();
  expect(await earlier(page).isChecked()).toBe(false);
});

test('a chart that does not answer leaves the question open, and nothing waits for it', async () => {
  const { page } = seat;
  let isHeld = false;
  await page.route('**/Observation/_search', async (route) => {
    // Held for as long as the visit lasts.
    if (isSearch(route.request().postData())) isHeld = true;
    else await route.continue();
  });
  await open(page);
  await expect.poll(() => isHeld, { timeout: 30_000 }).toBe(true);
  await nurse(page).passGate();
  await earlier(page).waitFor({ state: 'attached' });
  expect(await earlier(page).isChecked()).toBe(false);
});

test('without its evaluator the form is not shown: what could not be fetched is said, and nothing is asked', async () => {
  const { page } = seat;
  const before = world.written();
  await page.route('**/fhirpath-whole*.js', (route) => route.abort());
  await open(page);
  await page.getByText(said('sv', 'faults.content-missing')).waitFor();
  expect(await earlier(page).count()).toBe(0);
  expect(world.written()).toEqual(before);
});
