import { readFileSync } from 'node:fs';
import type { FhirResource, Patient } from 'fhir/r4';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Nurse, nurse } from './nurse.ts';
import { account, only } from './read-back.ts';
import { openWorld, type Seat, type World } from './world.ts';

const demoSite = JSON.parse(readFileSync('src/sandbox/site/site.json', 'utf8')) as object;

describe('what is written, and how', () => {
  let world: World;
  let seat: Seat;
  let site: object = demoSite;

  beforeAll(async () => {
    world = await openWorld(async () => JSON.stringify(site));
  });
  afterAll(() => world.close());
  afterEach(async () => {
    site = demoSite;
    world.demo.ehr.control.clearFaults();
    world.demo.ehr.control.behave();
    world.demo.ehr.control.serverProfile('full');
    world.demo.ehr.control.withholdScopes([]);
    expect(seat.complaints.filter((each) => !/status of (400|405|412|422)/.test(each))).toEqual([]);
    await seat.context.close();
  });

  const kept = (patient: string): readonly FhirResource[] =>
    world.written().filter((each) => JSON.stringify(each).includes(`Patient/${patient}"`));

  const sitDownWith = async (patient: string): Promise<Nurse> => {
    seat = await world.sitDown();
    await seat.page.goto(world.demo.ehr.control.launchUrl({ patient }));
    const she = nurse(seat.page);
    await she.button('gate.yes').waitFor();
    return she;
  };

  const answerNo = async (she: Nurse): Promise<void> => {
    await she.readAll();
    await she.pressText(/svaret var nej på varje/);
    await she.goOn();
    await she.goOn();
  };

  const answerNoOn = async (patient: string): Promise<Nurse> => {
    const she = await sitDownWith(patient);
    await she.passGate();
    await answerNo(she);
    return she;
  };

  /** She saves an all-no on the patient and closes the window. */
  const saveNoOn = async (patient: string): Promise<void> => {
    const she = await answerNoOn(patient);
    await she.save();
    await she.isSaved();
    await seat.context.close();
  };

  describe('four ways, and which one is said', () => {
    test('in one transaction where the EHR takes that', async () => {
      const she = await answerNoOn('anna');
      await she.page.getByText(she.word('review.how.transaction')).waitFor();
      await she.save();
      await she.isSaved();
      expect(account(kept('anna')).kinds).toEqual({ QuestionnaireResponse: 1, Observation: 8 });
    });

    test('part by part where it takes no transaction: one whole record all the same', async () => {
      world.demo.ehr.control.serverProfile('one-by-one');
      const she = await answerNoOn('bertil');
      await she.page.getByText(she.word('review.how.singles')).waitFor();
      await she.page.getByText(she.word('because.no-transaction')).waitFor();
      world.demo.ehr.control.fault({
        method: 'POST',
        path: /Observation$/,
        times: 1,
        dropAfter: true,
      });
      await she.save();
      await she.isSaved();
      const resources = kept('bertil');
      expect(account(resources).kinds).toEqual({ QuestionnaireResponse: 1, Observation: 8 });
      const [response] = only(resources, 'QuestionnaireResponse');
      for (const { derivedFrom } of only(resources, 'Observation')) {
        expect(derivedFrom?.[0]?.reference).toBe(`QuestionnaireResponse/${response?.id}`);
      }
    });

    test('as a document where it takes nothing else: the note to the letter, and no answers', async () => {
      world.demo.ehr.control.serverProfile('documents');
      const she = await answerNoOn('elin');
      await she.page.getByText(she.word('review.how.document')).waitFor();
      const note = await she.page.getByRole('textbox', { name: she.word('note.title') });
      const text = await note.inputValue();
      await she.save();
      await she.isSaved();
      await she.page.getByText(she.word('delivery.kinds.DocumentReference')).waitFor();
      const resources = kept('elin');
      expect(account(resources).kinds).toEqual({ DocumentReference: 1 });
      const [document] = only(resources, 'DocumentReference');
      const data = document?.content[0]?.attachment.data ?? '';
      expect(Buffer.from(data, 'base64').toString('utf8')).toBe(text);
      expect(document?.meta?.security?.map(({ code }) => code)).toEqual(['R', 'SDV', 'NOPAT']);
    });

    test.each([
      ['it takes nothing at all', 'read-only', demoSite],
      [
        'the site has no place for documents',
        'documents',
        {
          ...demoSite,
          landing: { where: 'Sökord', confidentiality: 'VR', nopat: true },
        },
      ],
    ] as const)('as a note to copy where %s: said not to be saved', async (_, profile, decided) => {
      world.demo.ehr.control.serverProfile(profile);
      site = decided;
      const she = await answerNoOn('johanna');
      await she.heading(she.word('review.notSaved')).waitFor();
      await she.page.getByText(she.word('because.server-cannot')).waitFor();
      expect(await she.button('review.save').count()).toBe(0);
      const note = she.page.getByRole('textbox', { name: she.word('note.title') });
      expect(await note.inputValue()).toMatch(/Frågor på rutin ställda i enrum/);
      expect(kept('johanna')).toEqual([]);
    });
  });

  describe('never on the wrong patient', () => {
    const chartOf = (id: string): Patient =>
      world.demo.ehr.control.resources('Patient').find((each) => each.id === id) as Patient;
    const isFrozen = async (she: Nurse): Promise<void> => {
      await she.heading(she.word('faults.stopped')).waitFor();
      expect(await she.page.locator('fieldset, input, textarea').count()).toBe(0);
      const text = (await she.page.locator('body').textContent()) ?? '';
      expect(text).not.toMatch(/Testsson|rädd|svaret/);
    };
    const comesBack = (she: Nurse): Promise<void> =>
      she.page.evaluate(() => void window.dispatchEvent(new Event('focus')));

    test('the chart is somebody else’s when she comes back to the window: frozen and wiped', async () => {
      const before = chartOf('ibrahim');
      const she = await sitDownWith('ibrahim');
      await she.passGate();
      await she.answer(/rädd för någon av/, 'yes');
      await world.demo.ehr.control.change({ ...before, name: [{ text: 'Någon Annan' }] });
      await comesBack(she);
      await isFrozen(she);
      await she.page.getByText(she.word('faults.behind.nothing')).waitFor();
      await world.demo.ehr.control.change(before);
      expect(kept('ibrahim')).toEqual([]);
    });

    test('she comes back and nothing has changed: everything is as she left it', async () => {
      const she = await sitDownWith('ibrahim');
      await she.passGate();
      await she.answer(/rädd för någon av/, 'yes');
      await comesBack(she);
      await she.page.waitForTimeout(300);
      expect(await she.page.locator('input:checked').count()).toBe(1);
    });

    test('the chart changes just before she saves: nothing is written', async () => {
      const before = chartOf('kaltun');
      const she = await answerNoOn('kaltun');
      await world.demo.ehr.control.change({ ...before, birthDate: '1950-01-01' });
      await she.save();
      await isFrozen(she);
      await world.demo.ehr.control.change(before);
      expect(kept('kaltun')).toEqual([]);
    });

    test('the chart was put together with another one: nothing is written', async () => {
      const before = chartOf('dalal');
      const she = await answerNoOn('dalal');
      const link = [{ type: 'replaced-by' as const, other: { reference: 'Patient/anna' } }];
      await world.demo.ehr.control.change({ ...before, link });
      await she.save();
      await isFrozen(she);
      await world.demo.ehr.control.change(before);
      expect(kept('dalal')).toEqual([]);
    });

    test('the EHR answers with somebody else’s data: none of it is shown, and the screen is wiped', async () => {
      const she = await answerNoOn('hjordis');
      world.demo.ehr.control.misbehave('other-patient');
      await she.save();
      await isFrozen(she);
      await she.page.getByText(she.word('faults.behind.unsure')).waitFor();
    });

    test('while it is covered, the cover stays until she takes it away', async () => {
      const before = chartOf('person-03');
      const she = await sitDownWith('person-03');
      await she.passGate();
      await she.page.keyboard.press('Escape');
      await she.button('cover.next').waitFor();
      await world.demo.ehr.control.change({ ...before, name: [{ text: 'Någon Annan' }] });
      await comesBack(she);
      await she.page.waitForTimeout(300);
      await she.press('cover.next');
      await isFrozen(she);
      await world.demo.ehr.control.change(before);
    });
  });

  describe('when an earlier occasion is opened', () => {
    const openEarlier = async (patient: string): Promise<Nurse> => {
      const she = await sitDownWith(patient);
      await she.passGate();
      await she.heading(she.word('earlier.title')).waitFor();
      await she.pressText(/Ändra \d{4}/);
      await she.page.getByText(she.word('revise.void')).waitFor();
      expect(await she.page.locator('input:checked').count()).toBe(0);
      return she;
    };
    const reason = async (she: Nurse, kind: 'amend' | 'void', code: string): Promise<void> => {
      await she.page.getByText(she.word(`revise.${kind}`)).click();
      await she.choose(she.word('revise.reason'), she.word(`revise.reasons.${code}`));
    };

    test('an answer is changed: the occasion keeps its day, and today’s questions come after', async () => {
      await saveNoOn('person-05');
      const [first] = only(kept('person-05'), 'QuestionnaireResponse');
      const she = await openEarlier('person-05');
      await reason(she, 'amend', 'added-later');
      await she.press('revise.openAnswers');
      await she.answer(/något sådant tidigare/, 'declined');
      await she.goOn();
      await she.goOn();
      await she.save();
      await she.heading(she.word('delivery.amended.title')).waitFor();
      const [amended, ...more] = only(kept('person-05'), 'QuestionnaireResponse');
      expect(more).toEqual([]);
      expect(amended).toMatchObject({
        status: 'amended',
        authored: first?.authored,
        identifier: first?.identifier,
      });
      expect(account(kept('person-05')).results).toEqual(['declined']);
      await she.press('earlier.begin');
      await she.heading(she.word('questions.title')).waitFor();
      expect(await she.page.locator('input:checked').count()).toBe(0);
      await answerNo(she);
      await she.save();
      await she.isSaved();
      const both = only(kept('person-05'), 'QuestionnaireResponse');
      expect(both.map(({ status }) => status).sort()).toEqual(['amended', 'completed']);
      expect(new Set(both.map(({ identifier }) => identifier?.value)).size).toBe(2);
    });

    test('it was the wrong patient: all of it is taken back, signed and with the reason', async () => {
      await saveNoOn('person-07');
      const she = await openEarlier('person-07');
      await reason(she, 'void', 'wrong-patient');
      await she.press('revise.takeBack');
      await she.heading(she.word('delivery.voided.title')).waitFor();
      const resources = kept('person-07');
      expect(resources.length).toBeGreaterThan(8);
      for (const each of resources) expect(each).toMatchObject({ status: 'entered-in-error' });
      const signed = only(world.written(), 'Provenance').filter(({ activity }) =>
        activity?.coding?.some(({ code }) => code === 'NULLIFY'),
      );
      expect(signed.at(-1)?.target).toHaveLength(resources.length);
      expect(JSON.stringify(signed.at(-1))).toContain('wrong-patient');
    });

    test('somebody else changed it since it was opened: nobody’s work is written over', async () => {
      await saveNoOn('person-13');
      const she = await openEarlier('person-13');
      const [response] = only(kept('person-13'), 'QuestionnaireResponse');
      if (response === undefined) throw new Error('nothing was saved');
      await world.demo.ehr.control.change({ ...response, language: 'en' });
      await reason(she, 'void', 'duplicate');
      await she.press('revise.takeBack');
      await she.heading(she.word('delivery.conflict.title')).waitFor();
      expect(only(kept('person-13'), 'QuestionnaireResponse')[0]?.status).toBe('completed');
    });

    test('the EHR lets nothing be changed from here: that is said, and nothing is offered', async () => {
      await saveNoOn('person-16');
      world.demo.ehr.control.serverProfile('read-only');
      const she = await sitDownWith('person-16');
      await she.passGate();
      await she.pressText(/Ändra \d{4}/);
      await she.page.getByText(she.word('revise.notHere')).waitFor();
      expect(await she.page.locator('details.revise').count()).toBe(0);
    });

    test('nobody had asked: the reason is changed, and no question comes on the screen', async () => {
      const first = await sitDownWith('person-14');
      await first.press('gate.no');
      await first.choose(/Varför ställs inte/, 'Någon följde med eller kunde höra');
      await first.goOn();
      await first.save();
      await first.isSaved();
      await reason(first, 'amend', 'wrong-answers');
      await first.press('revise.openAnswers');
      await first.heading(first.word('notAsked.title')).waitFor();
      expect(await first.page.locator('body').textContent()).not.toMatch(/rädd/);
    });
  });

  describe('drafts', () => {
    const drafts = (patient: string) =>
      only(kept(patient), 'QuestionnaireResponse').filter(({ identifier }) =>
        identifier?.value?.endsWith('#draft'),
      );

    test('are not kept where the site has not said so', async () => {
      const she = await sitDownWith('person-23');
      await she.passGate();
      await she.answer(/rädd för någon av/, 'yes');
      await she.page.waitForTimeout(1_500);
      expect(kept('person-23')).toEqual([]);
    });

    test('are kept where it has; she goes on in another window, saves, and the draft is gone', async () => {
      site = { ...demoSite, drafts: true };
      const she = await sitDownWith('person-25');
      await she.passGate();
      await she.answer(/rädd för någon av/, 'unknown');
      await she.page.getByText(she.word('draft.kept')).waitFor();
      await she.answer(/hotat dig, förnedrat/, 'no');
      await expect
        .poll(() => JSON.stringify(drafts('person-25')[0]?.item).match(/controlled/g)?.length)
        .toBe(1);
      expect(drafts('person-25')).toMatchObject([
        { status: 'in-progress', meta: { security: [{ code: 'V' }, {}, {}] } },
      ]);
      await seat.context.close();

      const later = await sitDownWith('person-25');
      await later.passGate();
      await later.press('draft.resume');
      await later.heading(later.word('questions.title')).waitFor();
      expect(await later.page.locator('input:checked').count()).toBe(2);
      await later.page.locator('.row > button').first().click();
      await later.goOn();
      await later.save();
      await later.isSaved();
      await expect.poll(() => drafts('person-25')[0]?.status).toBe('entered-in-error');
      expect(drafts('person-25')[0]?.item).toBeUndefined();
      const records = only(kept('person-25'), 'QuestionnaireResponse').filter(
        ({ status }) => status === 'completed',
      );
      expect(records).toHaveLength(1);
      expect(account(records).answers).toMatchObject({
        afraid: 'asked-unknown',
        controlled: 'N',
      });
    });

    test('are never written over somebody else’s: the answers stay on the screen, and that is said', async () => {
      site = { ...demoSite, drafts: true };
      const she = await sitDownWith('person-19');
      await she.passGate();
      await she.answer(/rädd för någon av/, 'no');
      await she.page.getByText(she.word('draft.kept')).waitFor();
      const [draft] = drafts('person-19');
      if (draft === undefined) throw new Error('no draft');
      const { item: _, ...emptied } = draft;
      await world.demo.ehr.control.change({ ...emptied, language: 'en' });
      await she.answer(/hotat dig, förnedrat/, 'no');
      await she.page.getByText(she.word('draft.taken')).waitFor();
      expect(await she.page.locator('input:checked').count()).toBe(2);
      expect(drafts('person-19')[0]?.item).toBeUndefined();
    });
  });

  test('after a while without a touch it covers itself, as soon as the site has decided', async () => {
    site = { ...demoSite, coverAfterSeconds: 15 };
    const she = await sitDownWith('anna');
    await she.page.clock.install();
    await she.passGate();
    await she.page.clock.fastForward(14_000);
    expect(await she.button('cover.next').count()).toBe(0);
    await she.page.clock.fastForward(2_000);
    await she.button('cover.next').waitFor();
    expect(await she.page.locator('fieldset, table').count()).toBe(0);
  });
});
