import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nurse } from './nurse.ts';
import { account } from './read-back.ts';
import { openWorld, type World } from './world.ts';

describe('how she works with it', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  const open = async (patient: string) => {
    const seat = await world.sitDown();
    await seat.page.goto(world.demo.ehr.control.launchUrl({ patient }));
    const she = nurse(seat.page);
    await she.button('gate.yes').waitFor();
    return { ...seat, she };
  };

  test('by keyboard only: Space passes the gate, digits answer, Enter goes on, Space saves', async () => {
    const { page, context, she } = await open('bertil');
    const focused = (): Promise<string> =>
      page.evaluate(() =>
        document.activeElement === document.body ? '' : (document.activeElement?.textContent ?? ''),
      );
    const tabTo = async (text: string): Promise<void> => {
      for (let presses = 0; presses < 40; presses += 1) {
        if ((await focused()).includes(text)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`Tab never came to "${text}"`);
    };
    await tabTo(she.word('gate.yes'));
    await page.keyboard.press('Enter');
    await page.waitForTimeout(150);
    expect(await she.heading(she.word('gate.title')).count()).toBe(1);
    await page.keyboard.press('Space');
    await she.heading(she.word('questions.title')).waitFor();
    await page.locator('fieldset.question input').first().waitFor();
    for (let presses = 0; presses < 12; presses += 1) {
      if (await page.evaluate(() => document.activeElement?.closest('fieldset') !== null)) break;
      await page.keyboard.press('Tab');
    }
    for (let question = 0; question < 7; question += 1) {
      await page.keyboard.press('2');
      await page.waitForTimeout(60);
    }
    await page.keyboard.press('Enter');
    await she.heading(she.word('next.title')).waitFor();
    await page.keyboard.press('Enter');
    await she.button('review.save').waitFor();
    await tabTo(she.word('review.save'));
    await page.keyboard.press('Enter');
    await page.waitForTimeout(200);
    expect(world.written()).toEqual([]);
    await page.keyboard.press('Space');
    await she.isSaved();
    expect(account(world.written()).results).toEqual(['negative']);
    await context.close();
  });

  test('digits outside a question do nothing', async () => {
    const { page, context, she } = await open('anna');
    await she.passGate();
    await she.heading(she.word('questions.title')).waitFor();
    await page.keyboard.press('1');
    await page.waitForTimeout(100);
    expect(await page.locator('fieldset.question input:checked').count()).toBe(0);
    await context.close();
  });

  test('in English, changed in the middle: answers and place are kept', async () => {
    const { page, context, she } = await open('dalal');
    await she.passGate();
    await she.answer(/rädd för någon av/, 'declined');
    await page.getByRole('button', { name: 'English' }).click();
    const reader = nurse(page, 'en');
    await reader.heading(reader.word('questions.title')).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(
      await reader
        .question(/afraid of any of them/)
        .locator('input:checked')
        .count(),
    ).toBe(1);
    for (const text of [
      /threatened, degraded/,
      /violent or rough/,
      /anything sexual/,
      /deciding about money/,
      /deny you/,
      /happened before/,
    ]) {
      await reader.answer(text, 'no');
    }
    await reader.goOn();
    await reader.heading(reader.word('next.title')).waitFor();
    await reader.goOn();
    await reader.save();
    await reader.isSaved();
    const [response] = world
      .written()
      .filter(
        (each) =>
          each.resourceType === 'QuestionnaireResponse' &&
          each.subject?.reference === 'Patient/dalal',
      );
    expect(response?.language).toBe('en');
    await context.close();
  });

  test('someone walks in: one key takes everything away, and the way back is through the gate', async () => {
    const { page, context, she } = await open('elin');
    await she.passGate();
    await she.answer(/rädd för någon av/, 'yes');
    const began = Date.now();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: she.word('cover.next') }).waitFor();
    expect(Date.now() - began).toBeLessThan(1_000);
    const text = await page.locator('body').textContent();
    expect(text).not.toMatch(/rädd|våld|hot|Provström|journal/i);
    expect(await page.locator('fieldset, input').count()).toBe(0);
    await she.press('cover.next');
    await she.heading(she.word('gate.title')).waitFor();
    expect(await page.locator('body').textContent()).not.toMatch(/rädd för/i);
    await she.passGate();
    expect(
      await she
        .question(/rädd för någon av/)
        .locator('input:checked')
        .count(),
    ).toBe(1);
    await context.close();
  });

  test('the doors are open from every screen, with no question needed', async () => {
    const { page, context, she } = await open('johanna');
    const look = async (): Promise<void> => {
      await she.press('doors.acute');
      await page.getByText('112').first().waitFor();
      await she.press('doors.close');
      await she.press('doors.child');
      await page.getByText(/anmäl/i).first().waitFor();
      await she.press('doors.close');
    };
    await look();
    await she.passGate();
    await she.heading(she.word('questions.title')).waitFor();
    await look();
    await she.answer(/rädd för någon av/, 'yes');
    await she.press('questions.stop');
    await she.heading(she.word('next.title')).waitFor();
    await look();
    await she.goOn();
    await she.button('review.save').waitFor();
    await look();
    expect(world.written().filter((each) => JSON.stringify(each).includes('johanna'))).toEqual([]);
    await context.close();
  });

  test('nothing is printed, and every control is quiet towards the browser', async () => {
    const { page, context, she } = await open('ibrahim');
    await she.passGate();
    await she.answer(/rädd för någon av/, 'yes');
    const loud = await page.evaluate(() =>
      [...document.querySelectorAll('input, select, textarea')]
        .filter(
          (control) =>
            control.getAttribute('autocomplete') !== 'off' ||
            control.getAttribute('spellcheck') !== 'false',
        )
        .map((control) => control.outerHTML),
    );
    expect(loud).toEqual([]);
    const names = await page.evaluate(() =>
      [...document.querySelectorAll('input')].map((control) => control.name).join(' '),
    );
    expect(names).not.toMatch(/afraid|hurt|gate|concern/);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('body').isVisible()).toBe(false);
    await context.close();
  });
});
