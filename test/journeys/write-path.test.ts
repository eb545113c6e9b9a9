import type { Patient } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { demoSite, desk } from './desk.ts';
import type { Nurse } from './nurse.ts';
import { account, only } from './read-back.ts';

describe('what is written, and how', () => {
  const { world, decide, kept, sitDownWith, answerNoOn } = desk();

  describe('four ways, and which one is said', () => {
    test('in one transaction where the EHR takes that', async () => {
      const she = await answerNoOn('anna');
      await she.page.getByText(she.word('review.how.transaction')).waitFor();
      await she.save();
      await she.isSaved();
      expect(account(kept('anna')).kinds).toEqual({ QuestionnaireResponse: 1, Observation: 8 });
    });

    test('part by part where it takes no transaction: one whole record all the same', async () => {
      world().demo.ehr.control.serverProfile('one-by-one');
      const she = await answerNoOn('bertil');
      await she.page.getByText(she.word('review.how.singles')).waitFor();
      await she.page.getByText(she.word('because.no-transaction')).waitFor();
      world().demo.ehr.control.fault({
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
      world().demo.ehr.control.serverProfile('documents');
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
      world().demo.ehr.control.serverProfile(profile);
      decide(decided);
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
      world()
        .demo.ehr.control.resources('Patient')
        .find((each) => each.id === id) as Patient;
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
      await world().demo.ehr.control.change({ ...before, name: [{ text: 'Någon Annan' }] });
      await comesBack(she);
      await isFrozen(she);
      await she.page.getByText(she.word('faults.behind.nothing')).waitFor();
      await world().demo.ehr.control.change(before);
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
      await world().demo.ehr.control.change({ ...before, birthDate: '1950-01-01' });
      await she.save();
      await isFrozen(she);
      await world().demo.ehr.control.change(before);
      expect(kept('kaltun')).toEqual([]);
    });

    test('the chart was put together with another one: nothing is written', async () => {
      const before = chartOf('dalal');
      const she = await answerNoOn('dalal');
      const link = [{ type: 'replaced-by' as const, other: { reference: 'Patient/anna' } }];
      await world().demo.ehr.control.change({ ...before, link });
      await she.save();
      await isFrozen(she);
      await world().demo.ehr.control.change(before);
      expect(kept('dalal')).toEqual([]);
    });

    test('the EHR answers with somebody else’s data: none of it is shown, and the screen is wiped', async () => {
      const she = await answerNoOn('hjordis');
      world().demo.ehr.control.misbehave('other-patient');
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
      await world().demo.ehr.control.change({ ...before, name: [{ text: 'Någon Annan' }] });
      await comesBack(she);
      await she.page.waitForTimeout(300);
      await she.press('cover.next');
      await isFrozen(she);
      await world().demo.ehr.control.change(before);
    });
  });

  test('after a while without a touch it covers itself, as soon as the site has decided', async () => {
    decide({ ...demoSite, coverAfterSeconds: 15 });
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
