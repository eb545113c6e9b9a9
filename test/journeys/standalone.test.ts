import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsOf } from './axe.ts';
import { startBrowser } from './browser.ts';
import { nurse } from './nurse.ts';
import { type StaticServer, startStaticServer } from './static-server.ts';
import { openAlone } from './without-ehr.ts';

describe('a visit without the record system', () => {
  let browser: Browser;
  let server: StaticServer;
  let url: string;
  beforeAll(async () => {
    server = await startStaticServer('dist');
    url = `${server.url}launch/standalone.html`;
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  test('a dentist goes through the visit and gets a note to copy; nothing is kept, nothing leaves', async () => {
    const { page, context, isAlone, nothingIsKept } = await openAlone(browser, url);
    const she = nurse(page);
    expect(await page.locator('input[type=text]').count()).toBe(0);
    await page.getByRole('button', { name: /^Börja/ }).click();
    await page.getByText('Välj först vem samtalet gäller.').waitFor();
    await page.getByLabel('Vem gäller samtalet?').selectOption('adult-dental');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: /^Börja/ }).click();
    await page.getByText(/ditt munskydd är av/).waitFor();
    expect(await page.locator('.who').textContent()).toBe('Utan journalsystem. Sparas inte.');
    await she.passGate();
    await she.answer(/rädd för någon av/, 'no');
    await she.answer(/våldsam eller hårdhänt/, 'yes');
    for (const text of [/hotat dig/, /sexuellt/, /Hindrar/, /Nekar/, /tidigare/])
      await she.answer(text, 'no');
    await she.goOn();
    await page.getByText(/före tandbehandlingen/).waitFor();
    await she.answer(/tagit dig om halsen/, 'yes');
    await she.goOn();
    await she.heading('Sparas inte i journalen').waitFor();
    const text = await page.locator('main').textContent();
    expect(text).toContain('Texten är inte sparad i journalen. Kopiera den nu.');
    expect(text).toContain('Kontrollera namn och personnummer i journalen innan du klistrar in.');
    expect(await she.button('review.save').count()).toBe(0);
    const note = await page.locator('textarea').inputValue();
    expect(note).toMatch(/^Frågor på rutin ställda i enrum \d{4}-\d{2}-\d{2}/);
    expect(note).toContain('Utfall: minst ett ja.');
    expect(note).toContain('Medicinsk bedömning samma dag är aktuell.');
    expect(note).not.toMatch(/våld|hals|\{|undefined|Ställda av: \./);
    expect(await faultsOf(page)).toEqual([]);
    await nothingIsKept();
    await page.getByRole('button', { name: 'Jag har kopierat. Töm sidan' }).click();
    await page.getByLabel('Vem gäller samtalet?').waitFor();
    expect(await page.locator('textarea').count()).toBe(0);
    isAlone();
    await context.close();
  });

  test('a parent in child dental care: the note for the child’s chart says nothing of the answers', async () => {
    const { page, context, isAlone } = await openAlone(browser, url);
    const she = nurse(page);
    await page.getByLabel('Vem gäller samtalet?').selectOption('child-dental-parent');
    await page.getByLabel('På grund av tecken eller oro').check();
    await page.getByRole('button', { name: /^Börja/ }).click();
    await she.passGate();
    await she.answer(/rädd för någon av/, 'yes');
    await page.getByRole('button', { name: she.word('questions.stop') }).click();
    await page.locator('.step').first().waitFor();
    await she.goOn();
    await page.getByText(/Förälderns svar skrivs aldrig i barnets journal/).waitFor();
    const note = await page.locator('textarea').inputValue();
    expect(note).toMatch(/^Besök enligt rutinen \d{4}-\d{2}-\d{2}\./);
    expect(note).not.toMatch(/ja|utfall|frågor/i);
    isAlone();
    await context.close();
  });

  test('not asked, on indication, in English: a person and a time, then the note', async () => {
    const { page, context, isAlone } = await openAlone(browser, url);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByLabel('Whom is the conversation with?').selectOption('adult');
    await page.getByLabel('Because of signs or concern').check();
    await page.getByLabel('The patient is pregnant').check();
    await page.getByRole('button', { name: /^Begin/ }).click();
    const she = nurse(page, 'en');
    await she.press('gate.no');
    await page.getByLabel('Someone came along or could hear').check();
    await page.locator('input[type=date]').fill('2027-01-15');
    await page.locator('input[type=text]').fill('Dr A');
    await she.goOn();
    const note = await page.locator('textarea').inputValue();
    expect(note).toContain('Reason: Someone came along or could hear.');
    expect(note).toContain('New occasion: 2027-01-15, Dr A.');
    isAlone();
    await context.close();
  });

  test('someone walks in while it is open: only a neutral question is left', async () => {
    const { page, context } = await openAlone(browser, url);
    const she = nurse(page);
    await page.getByLabel('Vem gäller samtalet?').selectOption('young');
    await page.getByRole('button', { name: /^Börja/ }).click();
    await she.passGate();
    await page.getByRole('group', { name: /du är rädd för/ }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('body').textContent()).not.toMatch(/rädd|våld|Utan journal/i);
    await context.close();
  });

  test('a routine that is only a template is for practice: with a patient nothing begins', async () => {
    const offering = await browser.newContext({ viewport: { width: 480, height: 900 } });
    const page = await offering.newPage();
    await page.route('**/standalone.html', async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace('"se-orebro se"', '"antenatal-en"');
      await route.fulfill({ response: answer, body });
    });
    await page.goto(url);
    await page.getByLabel('Whom is the conversation with?').selectOption('antenatal');
    await page.getByRole('button', { name: /^Begin/ }).click();
    await page.getByText(/The routine’s content is wrong/).waitFor();
    expect(await nurse(page).button('gate.yes').count()).toBe(0);
    await offering.close();
  });
});
