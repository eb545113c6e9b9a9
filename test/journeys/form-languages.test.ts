import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyKind } from '../form/every-kind.ts';
import questionnaire from '../form/library-visit.json';
import { type FormPage, serveFormPage } from '../form/serve.ts';
import { startBrowser } from './browser.ts';

const languages = ['sv', 'en', 'fi', 'uk', 'ar', 'fa', 'prs', 'so', 'ti', 'es', 'pl', 'tr'];
const rightToLeft = ['ar', 'fa', 'prs'];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Translated = {
  readonly text: string;
  readonly _text: { readonly extension: readonly { readonly extension?: readonly object[] }[] };
};

/** An item's words in a language, as the questionnaire has them. */
function words(linkId: string, language: string): string {
  const item = questionnaire.item.find((each) => each.linkId === linkId) as Translated | undefined;
  if (item === undefined) throw new Error(`no item ${linkId}`);
  const parts = item._text.extension.map((each) =>
    JSON.parse(JSON.stringify(each.extension ?? [])),
  );
  const found = parts.find(([lang]) => lang?.valueCode === language);
  return found === undefined ? item.text : found[1].valueString;
}

async function response(page: Page): Promise<Record<string, unknown>> {
  return JSON.parse((await page.locator('#response').textContent()) ?? '{}');
}

/** The language changes under the hands of the person: nothing else is touched. */
function change(page: Page, language: string): Promise<void> {
  return page.evaluate(
    (to) => (window as unknown as { change: (to: string) => Promise<void> }).change(to),
    language,
  );
}

async function accessibilityFaults(page: Page): Promise<unknown> {
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page
      .context()
      .newCDPSession(page)
      .then((session) => session.send('Runtime.evaluate', { expression: axe }));
  }
  return page.evaluate(async () => {
    type Found = { id: string; nodes: readonly { html: string }[] };
    const { axe } = window as unknown as {
      axe: { run: (at: Element | null) => Promise<{ violations: readonly Found[] }> };
    };
    const { violations } = await axe.run(document.querySelector('.form'));
    return violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 200))]);
  });
}

describe('a form in twelve languages', () => {
  let served: FormPage;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  beforeAll(async () => {
    served = await serveFormPage({ 'every-kind.json': everyKind });
    browser = await startBrowser();
    page = await browser.newPage({ viewport: { width: 480, height: 900 } });
    page.on('pageerror', (error) => complaints.push(String(error.stack)));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
  });
  afterAll(async () => {
    await browser.close();
    await served.close();
  });

  test('the language is switched while one writes: focus, caret and answers stay', async () => {
    await page.goto(served.address);
    await page.getByRole('radio').first().check();
    await page.getByLabel(words('visits', 'sv')).fill('12');
    await page.getByRole('textbox', { name: 'Bokens titel' }).fill('Momo ');
    await page.keyboard.press('ArrowLeft');
    for (const language of languages) {
      await change(page, language);
      await page.getByText(words('why', language), { exact: true }).waitFor();
      const state = await page.evaluate(() => {
        const { activeElement: at } = document;
        return at instanceof HTMLInputElement ? [at.value, at.selectionStart] : [at?.tagName];
      });
      expect(state).toEqual(['Momo ', 4]);
      const { item } = await response(page);
      expect(item).toMatchObject([
        { linkId: 'why', text: words('why', language), answer: [{}] },
        { linkId: 'visits', answer: [{ valueInteger: 12 }] },
        { linkId: 'book', item: [{ linkId: 'book.title', answer: [{ valueString: 'Momo' }] }] },
      ]);
    }
  });

  test('the form is laid out from right to left where the language is', async () => {
    for (const language of languages) {
      await change(page, language);
      const label = page.getByText(words('visits', language), { exact: true });
      await label.waitFor();
      expect(await label.evaluate((each) => getComputedStyle(each).direction)).toBe(
        rightToLeft.includes(language) ? 'rtl' : 'ltr',
      );
      const { scrollWidth, clientWidth } = await page.evaluate(() => {
        const { scrollWidth: wide, clientWidth: seen } = document.documentElement;
        return { scrollWidth: wide, clientWidth: seen };
      });
      expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
      expect(await accessibilityFaults(page)).toEqual([]);
    }
  });

  test('instances are added and removed, and focus goes where the hands are', async () => {
    await change(page, 'sv');
    await page.getByRole('button', { name: 'Lägg till: Bok' }).click();
    const titles = page.getByRole('textbox', { name: 'Bokens titel' });
    await expect.poll(() => titles.count()).toBe(2);
    await expect
      .poll(() => titles.nth(1).evaluate((at) => at === document.activeElement))
      .toBe(true);
    await page.keyboard.type('Dune');
    await page.getByRole('button', { name: 'Ta bort: Bok (1)' }).click();
    await expect.poll(() => titles.count()).toBe(1);
    expect(await titles.inputValue()).toBe('Dune');
  });

  test('what is missing is told in a summary that leads to its place', async () => {
    await page.goto(served.address);
    await page.getByLabel(words('visits', 'sv')).fill('tolv');
    await page.getByText('Det som står här går inte att tolka.').waitFor();
    await page.locator('#done').click();
    const summary = page.getByRole('region', { name: 'Det här behöver rättas' });
    await expect.poll(() => summary.evaluate((at) => at === document.activeElement)).toBe(true);
    await summary.getByRole('button').first().click();
    await page.keyboard.press('Space');
    await expect.poll(() => summary.count()).toBe(0);
  });

  test('every kind of item is drawn, or says that it cannot be filled in here', async () => {
    await page.goto(`${served.address}?form=every-kind.json`);
    for (const { text } of everyKind.item) {
      await page.getByText(text, { exact: true }).first().waitFor();
    }
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel('Day', { exact: true }).fill('2026-05-01');
    await page.getByLabel('Clock').fill('14:30');
    await page.getByLabel('Address').fill('https://example.org/');
    await page.getByLabel('Weight', { exact: true }).fill('2,5');
    await page.getByLabel('Town').fill('lund');
    await page.getByLabel('From a list').selectOption({ label: 'Malmö' });
    await page.getByLabel('Other, in words').fill('Ystad');
    await page.getByLabel('Several words (1)').fill('one');
    await page.getByLabel('Several words (2)').fill('two');
    const { item } = await response(page);
    expect(item).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ linkId: 'date', answer: [{ valueDate: '2026-05-01' }] }),
        expect.objectContaining({ linkId: 'time', answer: [{ valueTime: '14:30:00' }] }),
        expect.objectContaining({ linkId: 'url', answer: [{ valueUri: 'https://example.org/' }] }),
        expect.objectContaining({
          linkId: 'quantity',
          answer: [{ valueQuantity: expect.objectContaining({ value: 2.5, code: 'kg' }) }],
        }),
        expect.objectContaining({
          linkId: 'search',
          answer: [{ valueCoding: expect.objectContaining({ code: 'lund' }) }],
        }),
        expect.objectContaining({ linkId: 'open', answer: [{ valueString: 'Ystad' }] }),
        expect.objectContaining({
          linkId: 'many',
          answer: [{ valueString: 'one' }, { valueString: 'two' }],
        }),
      ]),
    );
  });

  test('the browser had nothing to complain of', () => {
    expect(complaints).toEqual([]);
  });
});
