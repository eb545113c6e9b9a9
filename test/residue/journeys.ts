import type { Page } from 'playwright-core';
import { type Nurse, nurse } from '../journeys/nurse.ts';
import type { Canary } from './scan.ts';
import { mark } from './ward.ts';

/** One way to work with the app; it ends with something on the screen. What was typed comes back as canaries. */
export type Journey = {
  readonly name: string;
  readonly walk: (page: Page) => Promise<readonly Canary[]>;
};

const questions = [
  /rädd för någon av/,
  /hotat dig, förnedrat/,
  /våldsam eller hårdhänt/,
  /gjort något sexuellt med dig, eller/,
  /pengar, telefon/,
  /Nekar någon/,
  /något sådant tidigare/,
];

/** Types a canary in every field that takes words. */
async function typeEverywhere(page: Page): Promise<readonly Canary[]> {
  const typed: Canary[] = [];
  for (const field of await page.locator('input[type=text], input:not([type]), textarea').all()) {
    if (!(await field.isVisible()) || !(await field.isEditable())) continue;
    if ((await field.inputValue()) !== '') continue;
    const text = mark();
    await field.fill(text);
    typed.push({ what: 'typed', text });
  }
  return typed;
}

async function open(page: Page): Promise<Nurse> {
  const she = nurse(page);
  await she.button('gate.yes').waitFor();
  return she;
}

async function answerAll(she: Nurse, afraid: 'yes' | 'no'): Promise<void> {
  await she.passGate();
  for (const [index, text] of questions.entries()) {
    await she.answer(text, index === 0 ? afraid : 'no');
  }
}

/** A yes, what follows from it, a named person, and saved. */
const yesAndSaved: Journey = {
  name: 'a yes, saved',
  walk: async (page) => {
    const she = await open(page);
    await answerAll(she, 'yes');
    await she.goOn();
    await she.openSteps();
    const typed = await typeEverywhere(page);
    await she.goOn();
    await she.save();
    await she.isSaved();
    return typed;
  },
};

/** Somebody is in the room: the reason, the person who asks next time, and the window is left as it is. */
const notAskedAndLeft: Journey = {
  name: 'not asked, left with the form open',
  walk: async (page) => {
    const she = await open(page);
    await she.press('gate.no');
    await she.choose(/Varför ställs inte/, 'Någon följde med eller kunde höra');
    const typed = await typeEverywhere(page);
    await page.getByLabel(/Nytt tillfälle/).fill('2026-12-03');
    return typed;
  },
};

const halfWay: Journey = {
  name: 'half of the answers, then covered',
  walk: async (page) => {
    const she = await open(page);
    await she.passGate();
    await she.answer(questions[0] ?? '', 'yes');
    await she.answer(questions[2] ?? '', 'yes');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: she.word('cover.next') }).waitFor();
    return [];
  },
};

const noAndSaved: Journey = {
  name: 'seven no, saved',
  walk: async (page) => {
    const she = await open(page);
    await answerAll(she, 'no');
    await she.goOn();
    await she.heading(she.word('next.title')).waitFor();
    await she.goOn();
    await she.save();
    await she.isSaved();
    return [];
  },
};

const atReview: Journey = {
  name: 'a yes, left at the review before saving',
  walk: async (page) => {
    const she = await open(page);
    await answerAll(she, 'yes');
    await she.goOn();
    await she.openSteps();
    const typed = await typeEverywhere(page);
    await she.goOn();
    await she.button('review.save').waitFor();
    return typed;
  },
};

/** The two that every test run walks. */
export const walkedAlways: readonly Journey[] = [yesAndSaved, notAskedAndLeft];
export const allJourneys: readonly Journey[] = [...walkedAlways, halfWay, noAndSaved, atReview];
