import type { Locator, Page } from 'playwright-core';
import { said } from './words.ts';

type Language = 'sv' | 'en';
export type Reply = 'yes' | 'no' | 'unknown' | 'declined';

const replies: Readonly<Record<Language, Readonly<Record<Reply, string>>>> = {
  sv: { yes: 'Ja', no: 'Nej', unknown: 'Vet inte', declined: 'Vill inte svara' },
  en: { yes: 'Yes', no: 'No', unknown: "Don't know", declined: "Don't want to answer" },
};

/** One who works with the app: what she reads and what she presses, by the words on the screen. */
export function nurse(page: Page, language: Language = 'sv') {
  const word = (key: string): string => said(language, key);
  const button = (key: string): Locator => page.getByRole('button', { name: word(key) });
  /** How many times she has pressed something. */
  let actions = 0;
  const press = async (what: Locator): Promise<void> => {
    actions += 1;
    await what.click();
  };
  /** The question whose text has these words. */
  const question = (text: string | RegExp): Locator => page.getByRole('group', { name: text });
  const choose = async (text: string | RegExp, option: string): Promise<void> => {
    actions += 1;
    const radio = page.getByRole('radio', { name: option, exact: true });
    await question(text).locator('label').filter({ has: radio }).click();
  };
  return {
    page,
    actions: () => actions,
    word,
    button,
    press: (key: string) => press(button(key)),
    pressText: (text: RegExp) => press(page.getByRole('button', { name: text })),
    /** Opens every next step that is folded. */
    openSteps: async () => {
      const folded = page.locator(
        '.step .fold[aria-expanded=false], details.step:not([open]) > summary',
      );
      await page.locator('.step').first().waitFor();
      while ((await folded.count()) > 0) await press(folded.first());
    },
    question,
    choose,
    answer: (text: string | RegExp, reply: Reply) => choose(text, replies[language][reply]),
    heading: (text: string | RegExp) => page.getByRole('heading', { level: 1, name: text }),
    passGate: () => press(button('gate.yes')),
    goOn: () => press(page.locator('.foot .big')),
    save: () => press(button('review.save')),
    isSaved: () =>
      page.getByRole('heading', { level: 1, name: word('delivery.saved.title') }).waitFor(),
    /** Reads every question: she scrolls to each. */
    readAll: async () => {
      await page.locator('fieldset.question').first().waitFor();
      for (const each of await page.locator('fieldset.question').all()) {
        await each.scrollIntoViewIfNeeded();
        await page.waitForTimeout(100);
      }
    },
  };
}

export type Nurse = ReturnType<typeof nurse>;
