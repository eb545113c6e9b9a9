import { readFileSync } from 'node:fs';
import type { Patient } from 'fhir/r4';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { type Nurse, nurse } from '../journeys/nurse.ts';
import type { World } from '../journeys/world.ts';

/** Called on each screen when it stands still. */
export type Look = (name: string, page: Page) => Promise<void>;

const site = JSON.parse(readFileSync('src/sandbox/site/site.json', 'utf8')) as object;

/** The site's decisions during the tour: the demo's, with the patient layout on; a stop may change them. */
export function tourSite() {
  let now: object | undefined = { ...site, patientLayout: true };
  return {
    read: async (): Promise<string | undefined> =>
      now === undefined ? undefined : JSON.stringify(now),
    silent: (): void => {
      now = undefined;
    },
    decided: (): void => {
      now = { ...site, patientLayout: true };
    },
  };
}

type Stop = (she: Nurse, look: (name: string) => Promise<void>) => Promise<void>;

async function answerAllNo(she: Nurse): Promise<void> {
  await she.passGate();
  await she.readAll();
  await she.page.locator('.all-no').click();
}

async function afterYes(she: Nurse): Promise<void> {
  await she.passGate();
  for (const [text, reply] of [
    [/rädd för någon av/, 'yes'],
    [/hotat dig, förnedrat/, 'yes'],
    [/våldsam eller hårdhänt/, 'yes'],
    [/gjort något sexuellt med dig, eller/, 'declined'],
    [/pengar, telefon/, 'no'],
    [/Nekar någon/, 'no'],
    [/något sådant tidigare/, 'yes'],
    [/Kan den personen nå dig/, 'unknown'],
  ] as const) {
    await she.answer(text, reply);
  }
}

const visits: Readonly<Record<string, Stop>> = {
  anna: async (she, look) => {
    await look('01-gate');
    await she.press('doors.acute');
    await look('02-acute');
    await she.press('doors.close');
    await she.press('doors.child');
    await look('03-child');
    await she.press('doors.close');
    await afterYes(she);
    await look('05-questions-answered');
    await she.page.keyboard.press('Escape');
    await she.button('cover.next').waitFor();
    await look('06-cover');
    await she.press('cover.next');
    await she.passGate();
    await she.goOn();
    await she.heading(she.word('next.title')).waitFor();
    await look('07-next-steps');
    await she.openSteps();
    await she.answer(/tagit dig om halsen/, 'yes');
    await she.answer(/barn som du bor med eller träffar/, 'yes');
    await she.choose(/Vilket stöd/, 'Kurator här i vården');
    await she.choose(/Får jag kontakta dem/, 'Ja');
    await she.choose(/säkert att de kontaktar/, 'Nej');
    await look('08-next-steps-open');
    await she.goOn();
    await she.button('review.save').waitFor();
    await look('09-who-will-see-it');
    await she.press('review.showNote');
    await look('10-journal-note');
    await she.save();
    await she.isSaved();
    await look('11-saved');
  },
  bertil: async (she, look) => {
    await she.passGate();
    await she.heading(she.word('questions.title')).waitFor();
    await look('04-questions');
    await she.goOn();
    await she.page.getByText(she.word('missing.neverNo')).waitFor();
    await look('12-questions-missing');
    await she.readAll();
    await she.page.locator('.all-no').click();
    await she.goOn();
    await she.heading(she.word('next.title')).waitFor();
    await look('13-after-no');
    await she.press('doors.acute');
    await she.press('doors.close');
    await she.press('doors.staff');
    await look('14-staff');
  },
  cecilia: async (she, look) => {
    await she.press('gate.no');
    await she.heading(she.word('notAsked.title')).waitFor();
    await look('15-not-asked');
  },
  hjordis: async (she, look) => {
    await she.passGate();
    await she.press('patient.handOver');
    await look('16-patient-answers');
  },
};

/** Every screen of the app once, in that window. */
export async function tour(
  world: World,
  decisions: ReturnType<typeof tourSite>,
  window: BrowserContextOptions,
  look: Look,
  prepare: (page: Page) => Promise<void> = async () => undefined,
): Promise<void> {
  const visit = async (patient: string, stop: Stop): Promise<void> => {
    const { page, context } = await world.sitDown(window);
    await prepare(page);
    await page.goto(world.demo.ehr.control.launchUrl({ patient }));
    const she = nurse(page);
    await she.button('gate.yes').waitFor();
    await stop(she, async (name) => {
      await page.waitForTimeout(150);
      await look(name, page);
    });
    await context.close();
  };
  decisions.decided();
  for (const [patient, stop] of Object.entries(visits)) await visit(patient, stop);
  await visit('anna', async (she, see) => {
    await she.passGate();
    await she.heading(she.word('earlier.title')).waitFor();
    await see('17-earlier');
    await she.pressText(/Ändra \d{4}/);
    await she.page.getByText(she.word('revise.void')).waitFor();
    await see('22-earlier-occasion');
    await she.press('back');
    await she.press('earlier.followUp');
    await see('18-follow-up');
  });
  decisions.silent();
  await visit('ibrahim', async (she, see) => {
    await answerAllNo(she);
    await she.goOn();
    await she.goOn();
    await she.heading(she.word('review.notSaved')).waitFor();
    await see('19-not-saved-by-decision');
  });
  decisions.decided();
  world.demo.ehr.control.serverProfile('documents');
  await visit('ibrahim', async (she, see) => {
    await answerAllNo(she);
    await she.goOn();
    await she.goOn();
    await she.page.getByText(she.word('review.how.document')).waitFor();
    await see('23-only-a-document');
  });
  world.demo.ehr.control.serverProfile('full');
  world.demo.ehr.control.fault({ method: 'POST', path: /^\/fhir\/?$/, status: 422 });
  await visit('ibrahim', async (she, see) => {
    await answerAllNo(she);
    await she.goOn();
    await she.goOn();
    await she.save();
    await she.heading(she.word('delivery.not-saved.title')).waitFor();
    await see('20-not-saved');
    world.demo.ehr.control.clearFaults();
    await she.page.reload();
    await she.page.getByText(she.word('faults.not-launched')).waitFor();
    await see('21-fault');
  });
  const chart = world.demo.ehr.control.resources('Patient').find(({ id }) => id === 'johanna');
  await visit('johanna', async (she, see) => {
    await world.demo.ehr.control.change({ ...(chart as Patient), name: [{ text: 'Annan' }] });
    await she.page.evaluate(() => void globalThis.dispatchEvent(new Event('focus')));
    await she.heading(she.word('faults.stopped')).waitFor();
    await see('24-stopped');
  });
}
