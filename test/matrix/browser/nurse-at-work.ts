import type { Locator, Page } from 'playwright-core';
import { nurse } from '../../journeys/nurse.ts';
import { said } from '../../journeys/words.ts';

/** Heading on the screen → what it says is true. While none of these stands there, nothing is decided yet. */
const decided = new Map(
  (['saved', 'not-saved', 'conflict', 'voided', 'amended'] as const).map((name) => [
    said('sv', `delivery.${name}.title`),
    name,
  ]),
);
/** What a page that can do no more says, before and after it has held an open visit. */
const stopped: readonly string[] = [said('sv', 'faults.title'), said('sv', 'faults.stopped')];
const stops = (page: Page): Locator =>
  page.getByRole('heading', { level: 1 }).filter({ hasText: new RegExp(stopped.join('|')) });

/** What the screen comes to say, "silent" when it says nothing final for a minute. */
export async function endOf(page: Page): Promise<string> {
  const heading = page.getByRole('heading', { level: 1 });
  for (let tries = 0; tries < 600; tries += 1) {
    const text = (await heading.count()) === 1 ? ((await heading.textContent()) ?? '') : '';
    if (stopped.includes(text)) return 'stopped';
    const end = decided.get(text);
    if (end !== undefined) return end;
    await page.waitForTimeout(100);
  }
  return 'silent';
}

/** The gate, or why there is none. */
export async function opening(page: Page): Promise<'opened' | 'stopped'> {
  const gate = nurse(page).button('gate.yes');
  await gate.or(stops(page)).first().waitFor();
  return (await gate.count()) > 0 ? 'opened' : 'stopped';
}

/** Through the gate, and past what has been asked before, when there is any. */
export async function toTodaysQuestions(page: Page): Promise<void> {
  const she = nurse(page);
  await she.passGate();
  const today = she.button('earlier.begin');
  await today.or(page.locator('fieldset.question')).or(stops(page)).first().waitFor();
  if ((await today.count()) > 0) await she.press('earlier.begin');
}

export async function questionsOrWhy(page: Page): Promise<'asked' | 'stopped'> {
  const questions = page.locator('fieldset.question').first();
  await questions.or(stops(page)).first().waitFor();
  return (await questions.count()) > 0 ? 'asked' : 'stopped';
}

/** Every question put, and the answer is no to each. */
export async function answerNo(page: Page): Promise<void> {
  const she = nurse(page);
  await toTodaysQuestions(page);
  await she.readAll();
  await she.pressText(/svaret var nej på varje/);
}

/** From the answers to the last look before it is saved. */
export async function toTheEnd(page: Page): Promise<void> {
  const she = nurse(page);
  await she.goOn();
  await she.goOn();
  await she.button('review.save').waitFor();
}

/** Whether the answers can still be had as a text to copy. */
export const hasNote = async (page: Page): Promise<boolean> =>
  (await page.getByRole('textbox', { name: said('sv', 'note.title') }).count()) > 0;
