import type { Page } from 'playwright-core';
import type { HostileWorld } from './hostile-world.ts';
import { refuseSave } from './hostile-world.ts';
import type { Poison } from './poison.ts';
import type { Snare } from './snare.ts';

/** Goes by where things stand, not by their words: those have been tampered with. */
function hands(page: Page) {
  const foot = page.locator('.foot');
  return {
    gate: () => page.locator('.conditions').waitFor(),
    first: () => foot.locator('button').first().click(),
    nth: (index: number) => foot.locator('button').nth(index).click(),
    /** Answers every question on the page: the first with yes, the rest with no. */
    answer: async (replies: readonly number[]): Promise<void> => {
      await page.locator('fieldset.question').first().waitFor();
      for (const [index, reply] of replies.entries()) {
        const question = page.locator('fieldset.question').nth(index);
        await question.locator('.option').nth(reply).click();
      }
    },
    unfold: async (): Promise<void> => {
      const folded = page.locator('.fold[aria-expanded=false], details:not([open]) > summary');
      await folded.evaluateAll((all) => {
        for (const each of all) (each as HTMLElement).click();
      });
      await page.waitForTimeout(50);
    },
  };
}

async function launched(
  world: HostileWorld,
  { page }: Snare,
  patient: string,
): Promise<ReturnType<typeof hands>> {
  const context = { patient, encounter: `${patient}-idag` };
  await page.goto(world.ehr.control.launchUrl(context));
  const she = hands(page);
  await she.gate();
  return she;
}

/** Opens all that is folded, then looks. */
async function study({ look }: Snare, she: ReturnType<typeof hands>, where: string): Promise<void> {
  await she.unfold();
  await look(where);
}

async function doorsAndNotAsked(world: HostileWorld, trap: Snare, patient: string): Promise<void> {
  const { page, look } = trap;
  const she = await launched(world, trap, patient);
  await study(trap, she, 'gate');
  await page.locator('.foot .row button').first().click();
  await study(trap, she, 'acute');
  await she.nth(1);
  await study(trap, she, 'child');
  await she.first();
  await page.locator('.aside > button').click();
  await study(trap, she, 'staff');
  await she.first();
  await page.keyboard.press('Escape');
  await page.locator('main.cover').waitFor();
  await look('cover');
  await page.locator('main.cover button').click();
  await she.nth(1);
  await page.locator('fieldset.question').first().waitFor();
  await page.locator('fieldset.question').first().locator('.option').first().click();
  await study(trap, she, 'not asked');
}

async function yes(world: HostileWorld, trap: Snare, patient: string): Promise<void> {
  const { page } = trap;
  const she = await launched(world, trap, patient);
  await she.first();
  await page.locator('fieldset.question').first().waitFor();
  await page.locator('.foot .big').click();
  await page.locator('section.notice').waitFor();
  await study(trap, she, 'questions, missing');
  await she.answer([0, 0, 0, 3, 1, 1, 0]);
  await page.locator('.foot .big').click();
  await page.locator('.step').first().waitFor();
  await study(trap, she, 'next steps');
  await chooseFirst(page);
  await study(trap, she, 'next steps, answered');
  await page.locator('.foot .big').click();
  // The way to write is known once the EHR has said what it can do.
  await page.locator('.foot .big').waitFor();
  if (!(await page.locator('.note textarea').isVisible())) await she.nth(1);
  await page.locator('.note textarea').waitFor();
  await study(trap, she, 'review');
}

/** The first option of each question in the steps, and a service to refer to where there is one. */
async function chooseFirst(page: Page): Promise<void> {
  for (let index = 0; index < (await page.locator('.step fieldset.question').count()); index += 1) {
    const option = page.locator('.step fieldset.question').nth(index).locator('.option').first();
    if (await option.isVisible()) await option.click();
  }
}

async function refusedThenSaved(world: HostileWorld, trap: Snare, poison: Poison): Promise<void> {
  const { page, look } = trap;
  const she = hands(page);
  refuseSave(world, poison);
  await she.first();
  await page.locator('main .notice').first().waitFor();
  await page.locator('.note textarea').waitFor();
  await look('not saved');
  world.ehr.control.clearFaults();
  await she.first();
  await page.locator('details.revise').first().waitFor();
  await study(trap, she, 'saved');
}

async function again(world: HostileWorld, trap: Snare, patient: string): Promise<void> {
  const { page, look } = trap;
  const she = await launched(world, trap, patient);
  await she.first();
  await page.locator('table.plain').first().waitFor();
  await look('earlier');
  await page.locator('section.step button').first().click();
  await page.locator('fieldset').first().waitFor();
  await look('follow-up');
  await page.locator('.languages button, .languages label').last().click();
  await page.waitForTimeout(300);
  await look('follow-up in English');
}

async function patientsOwn(world: HostileWorld, trap: Snare, patient: string): Promise<void> {
  const { page, look } = trap;
  const she = await launched(world, trap, patient);
  await she.first();
  await page.locator('table.plain').first().waitFor();
  await page.locator('.foot .big').click();
  await page.locator('fieldset.question').first().waitFor();
  await page.locator('p.muted button.quiet').first().click();
  await page.locator('main.patient').waitFor();
  await look('patient layout');
}

/** The pages of the demo EHR, which show the same names, the hostile cards, and what was written. */
async function ehrPages(
  { ehr }: HostileWorld,
  { page, look }: Snare,
  patient: string,
): Promise<void> {
  const paths = ['/', `/patient/${patient}`, '/skrivet', '/portal', '/portal/anna'];
  for (const path of paths) {
    await page.goto(ehr.url + path);
    await look(`EHR ${path}`);
  }
}

/** The way that most people go, with the most words on it. */
export async function shortWay(world: HostileWorld, trap: Snare, patient: string): Promise<void> {
  await yes(world, trap, patient);
  await trap.page.goto(`${world.ehr.url}/patient/${patient}`);
  await trap.look('EHR, chart');
}

/** Every screen of the app and of the demo EHR that shows words from outside, once. */
export async function everyScreen(
  world: HostileWorld,
  trap: Snare,
  patient: string,
  poison: Poison,
): Promise<void> {
  await doorsAndNotAsked(world, trap, patient);
  await yes(world, trap, patient);
  await refusedThenSaved(world, trap, poison);
  await again(world, trap, patient);
  await patientsOwn(world, trap, patient);
  await ehrPages(world, trap, patient);
}
