import type { BrowserContext, Page } from 'playwright-core';
import { nurse } from '../../journeys/nurse.ts';
import { token } from '../step.ts';
import {
  answerNo,
  endOf,
  opening,
  questionsOrWhy,
  toTheEnd,
  toTodaysQuestions,
} from './nurse-at-work.ts';
import type { BrowserWorld } from './world.ts';

export type Visit = {
  readonly world: BrowserWorld;
  readonly page: Page;
  readonly context: BrowserContext;
  readonly patient: string;
};

export type BrowserStep = {
  readonly name: string;
  /** Brings the visit to where the fault strikes. */
  readonly before: (visit: Visit) => Promise<void>;
  /** Which request the line's fault hits, on the way to the EHR or to the app's own files. */
  readonly hits: RegExp;
  readonly on?: 'files';
  /** Does the step, and says what came of it. */
  readonly does: (visit: Visit) => Promise<string>;
};

/** Opened from the chart, once more if it was opened before. */
export async function openFromChart({ world, page, patient }: Visit): Promise<string> {
  await page.goto(world.ehr.control.launchUrl({ patient }));
  return opening(page);
}

/** Behind the gate stand the questions, or why they do not. */
async function toTheQuestions(visit: Visit): Promise<string> {
  await openFromChart(visit);
  // The form is fetched while the gate is read.
  await visit.page.waitForLoadState('networkidle');
  if ((await opening(visit.page)) !== 'opened') return 'stopped';
  await toTodaysQuestions(visit.page);
  return questionsOrWhy(visit.page);
}

async function toReview(visit: Visit): Promise<void> {
  await openFromChart(visit);
  await answerNo(visit.page);
  await toTheEnd(visit.page);
}

async function save({ page }: Visit): Promise<string> {
  await nurse(page).save();
  return endOf(page);
}

async function saved(visit: Visit): Promise<void> {
  await toReview(visit);
  await save(visit);
}

async function amend({ page }: Visit): Promise<string> {
  const she = nurse(page);
  await page.getByText(she.word('revise.amend')).click();
  await she.choose(she.word('revise.reason'), she.word('revise.reasons.wrong-answers'));
  await she.press('revise.openAnswers');
  await she.answer(/våldsam eller hårdhänt/, 'declined');
  await toTheEnd(page);
  await she.save();
  return endOf(page);
}

async function takeBack({ page }: Visit): Promise<string> {
  const she = nurse(page);
  await page.getByText(she.word('revise.void')).click();
  await she.choose(she.word('revise.reason'), she.word('revise.reasons.wrong-patient'));
  await she.press('revise.takeBack');
  return endOf(page);
}

const nothing = async (): Promise<void> => undefined;
const transaction = /^POST \/fhir\/? /;

export const browserSteps: readonly BrowserStep[] = [
  { name: 'S1 launch', before: nothing, hits: /^GET \S*smart-configuration /, does: openFromChart },
  { name: 'S2 callback', before: nothing, hits: token, does: openFromChart },
  {
    name: 'S3 patient read',
    before: nothing,
    hits: /^GET \S*\/fhir\/Patient\//,
    does: openFromChart,
  },
  {
    name: 'S4 questionnaire',
    before: nothing,
    hits: /^GET \S*\/content\/questionnaires\//,
    on: 'files',
    does: toTheQuestions,
  },
  {
    name: 'S7 token refresh',
    before: async (visit) => {
      await toReview(visit);
      visit.world.ehr.control.expireTokens();
    },
    hits: token,
    does: save,
  },
  { name: 'S8 complete', before: toReview, hits: transaction, does: save },
  {
    name: 'S9 read-back',
    before: toReview,
    hits: /^GET \S*\/fhir\/QuestionnaireResponse\//,
    does: save,
  },
  { name: 'S10 amend', before: saved, hits: transaction, does: amend },
  { name: 'S11 void', before: saved, hits: transaction, does: takeBack },
];
