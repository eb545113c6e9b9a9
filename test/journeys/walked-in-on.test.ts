import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { nurse } from './nurse.ts';
import { openWorld, type Seat, type World } from './world.ts';

describe('someone walks in while it is being saved', () => {
  let world: World;
  let seat: Seat;
  beforeAll(async () => {
    world = await openWorld();
    seat = await world.sitDown();
  });
  afterAll(() => world.close());
  afterEach(() => seat.context.close());

  test('the cover tells nothing of it, not even to who listens; behind the gate stands what is true', async () => {
    const { page } = seat;
    await page.goto(world.demo.ehr.control.launchUrl({ patient: 'anna' }));
    const she = nurse(page);
    await she.button('gate.yes').waitFor();
    await she.passGate();
    await she.readAll();
    await she.pressText(/svaret var nej på varje/);
    await she.goOn();
    await she.goOn();
    world.demo.ehr.control.fault({ method: 'POST', path: /^\/fhir\/?$/, times: 1, delayMs: 800 });
    const readBack = page.waitForResponse((answer) =>
      answer.url().includes('/fhir/QuestionnaireResponse/'),
    );
    await she.save();
    await page.keyboard.press('Escape');
    await she.button('cover.next').waitFor();
    const covered = await page.locator('body').textContent();
    await readBack;
    await page.waitForTimeout(300);
    expect(await page.locator('body').textContent()).toBe(covered);
    expect(await page.getByRole('status').textContent()).toBe(she.word('cover.done'));
    await she.button('cover.next').click();
    await she.passGate();
    await she.isSaved();
  });
});
