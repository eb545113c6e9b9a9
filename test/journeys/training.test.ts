import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsOf } from './axe.ts';
import { nurse } from './nurse.ts';
import { openAlone } from './without-ehr.ts';
import { openWorld, type World } from './world.ts';

describe('practising with the worked cases', () => {
  let world: World;
  let url: string;
  beforeAll(async () => {
    world = await openWorld();
    url = `${world.demo.app.url}/launch/training.html`;
  });
  afterAll(() => world.close());

  const mark = (page: Page) => page.locator('.who').textContent();

  test('a nurse meets Sofia: in passing nothing is told; asked calmly she tells, and the routine says why', async () => {
    const { page, context } = await openAlone(world.browser, world.demo.ehr.url);
    await page.getByRole('link', { name: 'öva på samtalet' }).click();
    const she = nurse(page);
    await page.getByLabel('Sofia, 26 år').check();
    await page.getByRole('button', { name: /Börja övningen/ }).click();
    await page.getByText('Sofia är hes').waitFor();
    expect(await mark(page)).toMatch(/^Övning\. Påhittad patient\.\s*Sofia, 26 år$/);
    await she.passGate();
    await page.getByLabel('I förbifarten').check();
    await page.getByText('har varit förkyld').waitFor();
    expect(await page.getByText('De andra frågorna: Nej.').count()).toBe(0);
    await page.getByLabel(/I lugn och ro/).check();
    await page.getByText('Han höll i mig här').waitFor();
    await page.getByText('De andra frågorna: Nej.').waitFor();
    await she.answer(/våldsam eller hårdhänt/, 'yes');
    for (const text of [/rädd för/, /hotat dig/, /sexuellt/, /Hindrar/, /Nekar/, /tidigare/])
      await she.answer(text, 'no');
    expect(await mark(page)).toContain('Övning');
    await she.goOn();
    await she.heading(she.word('next.title')).waitFor();
    expect(await mark(page)).toContain('Övning');
    await she.goOn();
    const debrief = page.getByRole('region', { name: 'Det här säger rutinen' });
    await debrief.getByText('Samma resultat som rutinen: Ja på minst en fråga.').waitFor();
    await debrief.getByText(/halsen.*Patienten: Ja\. Du: inte besvarad\./).waitFor();
    await debrief.getByText(/Medicinsk bedömning i dag.*fattades i ditt samtal/).waitFor();
    await debrief.locator('.alert summary').click();
    await debrief.getByText(/Messing m\.fl\. 2017/).waitFor();
    expect(await she.button('review.save').count()).toBe(0);
    expect(world.written()).toEqual([]);
    await page.getByRole('button', { name: 'Öva en gång till' }).click();
    await page.getByLabel('Sofia, 26 år').waitFor();
    await context.close();
  });

  test('in English, by keyboard: the relative stays, so nothing is asked, and that is right', async () => {
    const { page, context, isAlone, nothingIsKept } = await openAlone(world.browser, url);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByLabel('Oksana, 30 years').focus();
    await page.keyboard.press('Space');
    await page.waitForTimeout(150);
    await page.keyboard.press('Enter');
    const she = nurse(page, 'en');
    await page.getByText('Oksana has her mother-in-law with her').waitFor();
    await page.getByText('This is how it is: Someone came along or could hear.').waitFor();
    await she.button('gate.no').focus();
    await page.keyboard.press('Enter');
    await page.getByText('Oksana has her mother-in-law').waitFor();
    await page.getByRole('radio', { name: 'Someone came along or could hear' }).focus();
    await page.keyboard.press('Space');
    await page.waitForTimeout(150);
    await page.keyboard.press('Enter');
    await page.getByText('The same result as the routine: The questions were not asked').waitFor();
    await nothingIsKept();
    isAlone();
    await context.close();
  });

  test.each([1280, 480, 320])('nothing is wrong for any pair of eyes, %i wide', async (width) => {
    const { page, context } = await openAlone(world.browser, url, {
      viewport: { width, height: 900 },
    });
    const she = nurse(page);
    await page.getByLabel('Vem gäller samtalet?').selectOption('child-dental-child');
    await page.getByLabel('Milo, 6 år').check();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: /Börja övningen/ }).click();
    await she.button('gate.yes').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await she.passGate();
    await page.getByLabel(/I lugn och ro/).check();
    expect(await faultsOf(page)).toEqual([]);
    await she.readAll();
    await she.pressText(/svaret var nej på varje/);
    await she.goOn();
    await page.locator('.step').first().waitFor();
    await she.goOn();
    await page.getByRole('region', { name: 'Det här säger rutinen' }).waitFor();
    for (const each of await page.locator('details.why > summary').all()) await each.click();
    expect(await faultsOf(page)).toEqual([]);
    await context.close();
  });
});
