import { nurse } from '../../journeys/nurse.ts';
import type { WorldFault } from '../faults.ts';
import { opening } from './nurse-at-work.ts';
import { type BrowserStep, openFromChart, type Visit } from './steps.ts';

/** What happens to the window or the chart in a browser, instead of on the line. */
export type Happening = Extract<
  WorldFault,
  'killed' | 'second window' | 'patient switched' | 'eight hours asleep' | 'refresh revoked'
>;

/** Covered while nobody was there: back through the gate to where she was. */
async function comeBack({ page }: Visit, step: BrowserStep): Promise<void> {
  const she = nurse(page);
  const cover = she.button('cover.next');
  if ((await cover.count()) === 0) return;
  await cover.click();
  await she.passGate();
  if (step.name !== 'S10 amend' && step.name !== 'S11 void') return;
  await page.getByText(she.word('revise.void')).waitFor();
}

/** The same chart opened in a window beside, and the same visit made there too. */
async function beside(visit: Visit, step: BrowserStep): Promise<string> {
  const other = { ...visit, page: await visit.context.newPage() };
  await step.before(other);
  const ends = await Promise.all([step.does(visit), step.does(other)]);
  return ends.join(', ');
}

export async function happen(
  visit: Visit,
  step: BrowserStep,
  happening: Happening,
): Promise<string> {
  const { page, world, context } = visit;
  switch (happening) {
    case 'killed': {
      const done = step.does(visit).catch(() => 'killed');
      await page.waitForRequest((request) => request.method() !== 'OPTIONS').catch(() => undefined);
      await page.close();
      await done;
      const next = { ...visit, page: await context.newPage() };
      return `killed, ${await openFromChart(next)}`;
    }
    case 'second window':
      return beside(visit, step);
    case 'patient switched': {
      const next = world.adults.find((each) => each !== visit.patient) ?? visit.patient;
      await page.goto(world.ehr.control.launchUrl({ patient: next }));
      return `the next chart ${await opening(page)}`;
    }
    case 'eight hours asleep':
      await page.clock.install();
      await page.clock.fastForward('08:00:00');
      await comeBack(visit, step);
      return step.does(visit);
    case 'refresh revoked':
      world.ehr.control.expireTokens();
      world.ehr.control.revokeRefresh();
      return step.does(visit);
  }
}
