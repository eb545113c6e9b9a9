import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nurse } from './nurse.ts';
import { account } from './read-back.ts';
import { openWorld, type World } from './world.ts';

describe('opening the app from the EHR', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  /** The EHR's own page, as a nurse meets it; `host` is the name she has for the EHR. */
  const chart = async (patient: string, host = '127.0.0.1') => {
    const seat = await world.sitDown({ viewport: { width: 1280, height: 900 } });
    const ehr = world.demo.ehr.url.replace('127.0.0.1', host);
    await seat.page.goto(ehr);
    await seat.page.goto(`${ehr}/patient/${patient}`);
    return seat;
  };

  const negativeVisit = async (page: Page | Frame): Promise<void> => {
    const she = nurse(page as Page);
    await she.button('gate.yes').waitFor();
    await she.passGate();
    await she.readAll();
    await she.pressText(/svaret var nej på varje/);
    await she.goOn();
    await she.goOn();
    await she.save();
    await she.isSaved();
  };

  const framed = async (page: Page): Promise<Frame> => {
    const frame = await (await page.waitForSelector('iframe')).contentFrame();
    if (frame === null) throw new Error('The frame has no content');
    return frame;
  };

  test('beside the chart, and what was saved is in the chart afterwards', async () => {
    const { page, context, complaints } = await chart('anna');
    await page.getByRole('link', { name: /bredvid/ }).click();
    await negativeVisit(await framed(page));
    expect(account(world.written()).results).toEqual(['negative']);
    await page.reload();
    await page.getByText('Negativ', { exact: false }).first().waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('in a window of its own', async () => {
    const { page, context, complaints } = await chart('bertil');
    const [own] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: /eget fönster/ }).click(),
    ]);
    await negativeVisit(own);
    expect(await own.title()).toBe('Hälsofrågor');
    expect(new URL(own.url()).search + new URL(own.url()).hash).toBe('');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('framed by another site, where the browser denies storage: a window of its own is offered', async () => {
    const { page, context } = await chart('hjordis', 'localhost');
    await page.getByRole('link', { name: /bredvid/ }).click();
    const inFrame = nurse((await framed(page)) as unknown as Page);
    await inFrame.page.getByText(inFrame.word('faults.storage-denied')).waitFor();
    const [own] = await Promise.all([
      context.waitForEvent('page'),
      inFrame.press('faults.openWindow'),
    ]);
    await negativeVisit(own);
    await context.close();
  });

  test('without a patient the app stops and says so', async () => {
    const { page, context } = await world.sitDown();
    await page.goto(world.demo.ehr.control.launchUrl({}));
    const she = nurse(page);
    await page.getByText(she.word('faults.missing-patient')).waitFor();
    await page.getByText(she.word('faults.behind.nothing')).waitFor();
    await context.close();
  });

  test('after a reload nothing is left, and the way back is from the chart', async () => {
    const { page, context } = await world.sitDown();
    await page.goto(world.demo.ehr.control.launchUrl({ patient: 'anna' }));
    const she = nurse(page);
    await she.button('gate.yes').waitFor();
    await page.reload();
    await page.getByText(she.word('faults.not-launched')).waitFor();
    expect(await page.getByText('Testsson').count()).toBe(0);
    await context.close();
  });

  test('nothing of the visit is in the browser: no storage, no history, a title that says nothing', async () => {
    const { page, context } = await world.sitDown();
    await page.goto(world.demo.ehr.control.launchUrl({ patient: 'ibrahim' }));
    const she = nurse(page);
    await she.button('gate.yes').waitFor();
    await she.passGate();
    await she.answer(/rädd för någon av/, 'yes');
    const left = await page.evaluate(async () => ({
      local: localStorage.length,
      session: sessionStorage.length,
      databases: (await indexedDB.databases()).length,
      caches: (await caches.keys()).length,
      cookies: document.cookie,
      title: document.title,
      state: history.state as unknown,
      query: location.search + location.hash,
    }));
    expect(left).toEqual({
      local: 0,
      session: 0,
      databases: 0,
      caches: 0,
      cookies: '',
      title: 'Hälsofrågor',
      state: null,
      query: '',
    });
    await context.close();
  });
});
