import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nurse } from './nurse.ts';
import { openWorld, type World } from './world.ts';

describe('the reminder in the chart', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  const chart = async (patient: string) => {
    const seat = await world.sitDown({ viewport: { width: 1280, height: 900 } });
    await seat.page.goto(`${world.demo.ehr.url}/patient/${patient}`);
    return { ...seat, card: seat.page.getByRole('region', { name: 'Påminnelse' }) };
  };

  /** On a busy machine the service may be late, and is then silent, as it should be: she looks again. */
  const chartWithCard = async (patient: string) => {
    const seat = await chart(patient);
    const isThere = async (): Promise<boolean> => {
      if ((await seat.card.count()) === 0) await seat.page.reload();
      return (await seat.card.count()) === 1;
    };
    await expect.poll(isThere, { timeout: 60_000 }).toBe(true);
    return seat;
  };

  test('says that health questions are due, and nothing of what they are about, and opens the routine', async () => {
    const { page, card, context } = await chartWithCard('bertil');
    expect(await card.textContent()).not.toMatch(/våld|hot|rädd|kränk|partner|resultat/i);
    const [own] = await Promise.all([
      context.waitForEvent('page'),
      card.getByRole('link').first().click(),
    ]);
    const she = nurse(own);
    await she.button('gate.yes').waitFor();
    await she.passGate();
    await she.readAll();
    await own.locator('.all-no').click();
    await she.goOn();
    await she.goOn();
    await she.save();
    await she.isSaved();
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await card.count()).toBe(0);
    await context.close();
  });

  test('can be put aside with a reason, which is kept without any patient', async () => {
    const { card, page, context } = await chartWithCard('hjordis');
    await card.getByLabel('Skäl').selectOption({ index: 1 });
    await card.getByRole('button', { name: 'Avfärda' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expect.poll(() => world.demo.cds.feedback.entries().length).toBe(1);
    const [entry] = world.demo.cds.feedback.entries();
    expect(entry).toMatchObject({ outcome: 'overridden', routine: 'demo-clinic' });
    expect(JSON.stringify(entry)).not.toContain('hjordis');
    await context.close();
  });

  test('is not there for a child, whom the routine does not ask', async () => {
    const { page, card, context } = await chart('filip');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await card.count()).toBe(0);
    await context.close();
  });
});
