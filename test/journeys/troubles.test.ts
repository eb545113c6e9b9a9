import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Nurse, nurse } from './nurse.ts';
import { account } from './read-back.ts';
import { openWorld, type Seat, type World } from './world.ts';

const demoSite = JSON.parse(readFileSync('src/sandbox/site/site.json', 'utf8')) as Record<
  string,
  unknown
>;

describe('when something goes wrong on the way', () => {
  let world: World;
  let seat: Seat;
  /** What the site has decided; a test may let it be silent. */
  let site: Record<string, unknown> | undefined = demoSite;

  beforeAll(async () => {
    world = await openWorld(async () => (site === undefined ? undefined : JSON.stringify(site)));
  });
  afterAll(() => world.close());
  afterEach(async () => {
    site = demoSite;
    world.demo.ehr.control.clearFaults();
    world.demo.ehr.control.withholdScopes([]);
    await seat.context.close();
  });

  const kinds = (patient: string) =>
    account(world.written().filter((each) => JSON.stringify(each).includes(`Patient/${patient}"`)))
      .kinds;

  const answerNo = async (patient: string): Promise<Nurse> => {
    seat = await world.sitDown();
    await seat.page.goto(world.demo.ehr.control.launchUrl({ patient }));
    const she = nurse(seat.page);
    await she.button('gate.yes').waitFor();
    await she.passGate();
    await she.readAll();
    await she.pressText(/svaret var nej på varje/);
    await she.goOn();
    await she.goOn();
    return she;
  };

  test('the token expires in the middle: she notices nothing', async () => {
    const she = await answerNo('anna');
    world.demo.ehr.control.expireTokens();
    await she.save();
    await she.isSaved();
    expect(kinds('anna')).toEqual({ QuestionnaireResponse: 1, Observation: 8 });
  });

  test('the sign-in is gone for good: not saved, said plainly, and the text can still be copied', async () => {
    const she = await answerNo('bertil');
    world.demo.ehr.control.expireTokens();
    world.demo.ehr.control.revokeRefresh();
    await she.save();
    await she.heading(she.word('delivery.not-saved.title')).waitFor();
    expect(
      await she.page.getByRole('textbox', { name: she.word('note.title') }).inputValue(),
    ).not.toBe('');
    expect(kinds('bertil')).toEqual({});
  });

  test('the answer to the save is lost after the EHR did it: one record, and saved is true', async () => {
    const she = await answerNo('elin');
    world.demo.ehr.control.fault({
      method: 'POST',
      path: /^\/fhir\/?$/,
      times: 1,
      dropAfter: true,
    });
    await she.save();
    await she.isSaved();
    expect(kinds('elin')).toEqual({ QuestionnaireResponse: 1, Observation: 8 });
  });

  test('the EHR is down for a moment: it says not saved yet, then saved, once', async () => {
    const she = await answerNo('johanna');
    world.demo.ehr.control.fault({ method: 'POST', path: /^\/fhir\/?$/, times: 2, status: 503 });
    await she.save();
    await she.isSaved();
    expect(kinds('johanna')).toEqual({ QuestionnaireResponse: 1, Observation: 8 });
  });

  test('she closes the window while it waits: the browser asks first, and once it is saved it does not', async () => {
    const she = await answerNo('cecilia');
    const asked: string[] = [];
    she.page.on('dialog', (dialog) => {
      asked.push(`${dialog.type()}: ${dialog.message()}`);
      void dialog.dismiss();
    });
    world.demo.ehr.control.fault({ method: 'POST', path: /^\/fhir\/?$/, times: 2, status: 503 });
    await she.save();
    await she.heading(she.word('delivery.waiting.title')).waitFor();
    await she.page.close({ runBeforeUnload: true });
    await expect.poll(() => asked).toEqual(['beforeunload: ']);
    await she.isSaved();
    await Promise.all([she.page.waitForEvent('close'), she.page.close({ runBeforeUnload: true })]);
    expect(asked).toHaveLength(1);
    expect(kinds('cecilia')).toEqual({ QuestionnaireResponse: 1, Observation: 8 });
  });

  test('the EHR refuses the record: nothing is left, the reason and the text to copy are there', async () => {
    const she = await answerNo('kaltun');
    world.demo.ehr.control.fault({
      method: 'POST',
      path: /^\/fhir\/?$/,
      status: 422,
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify({
        resourceType: 'OperationOutcome',
        issue: [{ severity: 'error', code: 'processing', diagnostics: 'Avdelningen är stängd' }],
      }),
    });
    await she.save();
    await she.heading(she.word('delivery.not-saved.title')).waitFor();
    await she.page.getByText('Avdelningen är stängd').waitFor();
    await she.page.getByRole('textbox', { name: she.word('note.title') }).waitFor();
    expect(kinds('kaltun')).toEqual({});
  });

  test('a scope is withheld: it is not saved, the screen says why, and the text to copy is there', async () => {
    world.demo.ehr.control.withholdScopes(['patient/Observation.c', 'patient/DocumentReference.c']);
    const she = await answerNo('ibrahim');
    await she.heading(she.word('review.notSaved')).waitFor();
    await she.page.getByText(she.word('because.scope-withheld')).waitFor();
    const note = await she.page.getByRole('textbox', { name: she.word('note.title') }).inputValue();
    expect(note).toMatch(/frågor/i);
    expect(kinds('ibrahim')).toEqual({});
  });

  test('the site has decided nothing: nothing is written, not even a no', async () => {
    site = undefined;
    const she = await answerNo('dalal');
    await she.heading(she.word('review.notSaved')).waitFor();
    await she.page.getByText(she.word('because.no-site')).waitFor();
    expect(await she.button('review.save').count()).toBe(0);
    expect(kinds('dalal')).toEqual({});
  });

  test('one reader was never tested: nothing is written, and that reader is named', async () => {
    site = {
      ...demoSite,
      readers: { ...(demoSite['readers'] as object), 'patient-portal': { state: 'unknown' } },
    };
    const she = await answerNo('hjordis');
    await she.page.getByText(she.word('because.patient-portal')).waitFor();
    expect(kinds('hjordis')).toEqual({});
  });

  test('the site file is wrong: the app says so and opens nothing', async () => {
    site = { ...demoSite, coverAfterSeconds: 'long' };
    seat = await world.sitDown();
    await seat.page.goto(world.demo.ehr.control.launchUrl({ patient: 'anna' }));
    await seat.page.getByText(nurse(seat.page).word('faults.site-invalid')).waitFor();
  });

  test('a child is in the chart: the adult routine is not used on a child', async () => {
    seat = await world.sitDown();
    await seat.page.goto(world.demo.ehr.control.launchUrl({ patient: 'filip' }));
    const she = nurse(seat.page);
    await seat.page.getByText(she.word('faults.not-in-audience')).waitFor();
    expect(await she.button('gate.yes').count()).toBe(0);
  });
});
