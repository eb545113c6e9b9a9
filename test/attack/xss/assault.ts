import type { Browser } from 'playwright-core';
import type { FormPage } from '../../form/serve.ts';
import { hostileCoverage } from './coverage.ts';
import { hostileForm } from './form.ts';
import { type HostileWorld, openHostileWorld } from './hostile-world.ts';
import { type Dose, everyPayload, type Poison, poison } from './poison.ts';
import { type Snare, snare } from './snare.ts';
import { everyScreen, shortWay } from './visits.ts';

/** The form's own page, which serves whatever questionnaire stands under `hostile.json`. */
export type Forms = { readonly page: FormPage; readonly served: Record<string, unknown> };

export type Assault = {
  /** Empty, or a payload did something. */
  readonly caught: readonly string[];
  /** What stood on a screen as words. */
  readonly shown: readonly Dose[];
};

async function everyControl(
  { page: form, served }: Forms,
  trap: Snare,
  dose: Poison,
): Promise<void> {
  served['hostile.json'] = hostileForm(dose);
  await trap.page.goto(`${form.address}?form=hostile.json`);
  await trap.page.locator('.form, form').first().waitFor();
  await trap.look('form');
  await trap.page.locator('#done').click();
  await trap.look('form, checked');
  await trap.page.evaluate(() =>
    (window as unknown as { change: (to: string) => Promise<void> }).change('en'),
  );
  await trap.look('form in English');
}

async function coverage({ page, look }: Snare, dose: Poison): Promise<void> {
  await page.goto('about:blank');
  await page.setContent(hostileCoverage(dose));
  await look('coverage');
}

/** Parameters of the launch and of the login's answer. What is shown for them are our own words. */
async function addresses(
  { app, ehr }: HostileWorld,
  { page, look }: Snare,
  payloads: readonly string[],
): Promise<void> {
  const launch = `${app.url}/launch`;
  for (const payload of payloads) {
    const bad = encodeURIComponent(payload);
    const iss = encodeURIComponent(ehr.fhirUrl);
    for (const address of [
      `${launch}/index.html?iss=${bad}&launch=${bad}`,
      `${launch}/index.html?iss=${iss}&launch=x&${bad}=${bad}#${bad}`,
      `${launch}/app.html?error=${bad}&error_description=${bad}&error_uri=${bad}&state=${bad}`,
      `${launch}/app.html?code=${bad}&state=${bad}&iss=${bad}#${bad}`,
      `${ehr.url}/?q=${bad}&situation=${bad}`,
      `${ehr.url}/oauth/authorize?client_id=${bad}&redirect_uri=${bad}&aud=${bad}&state=${bad}`,
    ]) {
      await page.goto(address);
      await page.locator('h1').first().waitFor();
      await look(address);
    }
  }
}

export type Size = {
  /** Payloads after each text. */
  readonly atOnce: number;
  /** How many payloads are tried as parameters. */
  readonly inAddresses: number;
  /** With the policies on, only the way that most people go. */
  readonly short?: boolean;
};

/** One round: every screen with poison in every text, once without the policies and once with them. */
export async function assault(
  browser: Browser,
  forms: Forms,
  round: number,
  { atOnce, inAddresses, short = false }: Size,
): Promise<Assault> {
  const dose = poison(round, atOnce);
  const world = await openHostileWorld(dose, ['eve', 'eva']);
  const from = (round * inAddresses) % everyPayload.length;
  const parameters = everyPayload.slice(from, from + inAddresses);
  const whole = async (trap: Snare, patient: string): Promise<void> => {
    await everyScreen(world, trap, patient, dose);
    await everyControl(forms, trap, dose);
    await coverage(trap, dose);
    await addresses(world, trap, parameters);
  };
  const lawless = await snare(browser, true);
  await whole(lawless, 'eve');
  const lawful = await snare(browser, false);
  if (short) await shortWay(world, lawful, 'eva');
  else await whole(lawful, 'eva');
  await Promise.all([lawless.context.close(), lawful.context.close(), world.close()]);
  const caught = [
    ...lawless.caught.map((each) => `without policies: ${each}`),
    ...lawful.caught.map((each) => `with policies: ${each}`),
  ];
  const shown = new Set([...lawless.shown, ...lawful.shown]);
  return { caught: [...new Set(caught)], shown: [...shown].map(dose.dose) };
}
