import type { BrowserContext, Page } from 'playwright-core';
import { nurse } from '../../journeys/nurse.ts';
import type { FaultProxy, LineFault } from '../fault-proxy.ts';
import { type Strike, spent, token, wait } from '../step.ts';
import { answerNo, endOf, opening, toTheEnd } from './nurse-at-work.ts';
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
  /** Which request the line fault hits, and on which of the two lines. */
  readonly hits: RegExp;
  readonly on?: 'files';
  /** Does the step, and says what came of it. */
  readonly does: (visit: Visit) => Promise<string>;
};

const launch = ({ world, page, patient }: Visit): Promise<unknown> =>
  page.goto(world.ehr.control.launchUrl({ patient }));
const nothing = async (): Promise<void> => undefined;

async function open(visit: Visit): Promise<void> {
  await launch(visit);
  await opening(visit.page);
}

async function openAnew(visit: Visit): Promise<string> {
  await launch(visit);
  return opening(visit.page);
}

async function toReview(visit: Visit): Promise<void> {
  await open(visit);
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

const transaction = /^POST \/fhir\/? /;

export const browserSteps: readonly BrowserStep[] = [
  { name: 'S1 launch', before: nothing, hits: /^GET \S*smart-configuration /, does: openAnew },
  { name: 'S2 callback', before: nothing, hits: token, does: openAnew },
  { name: 'S3 patient read', before: nothing, hits: /^GET \S*\/fhir\/Patient\//, does: openAnew },
  {
    name: 'S4 questionnaire',
    before: nothing,
    hits: /^GET \S*\/content\/questionnaires\//,
    on: 'files',
    does: openAnew,
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

/** The line's fault is armed; what happens to the window or the chart happens now. */
export async function strikeIn(visit: Visit, step: BrowserStep, fault: Strike): Promise<void> {
  const { world, page } = visit;
  const line: FaultProxy = step.on === 'files' ? world.files : world.line;
  const arm = (each: LineFault): void => line.arm(step.hits, each);
  if (typeof fault !== 'string') arm(fault);
  else if (fault === 'refresh revoked') {
    world.ehr.control.expireTokens();
    world.ehr.control.revokeRefresh();
    if (step.name.startsWith('S2')) world.line.arm(token, spent);
  } else if (fault === 'eight hours asleep') {
    await page.clock.install();
    await page.clock.fastForward('08:00:00');
    await wait(50);
  }
}
