import { describe, expect, test } from 'vitest';
import { desk } from './desk.ts';
import type { Nurse } from './nurse.ts';
import { account, only } from './read-back.ts';

describe('when an earlier occasion is opened', () => {
  const { world, kept, sitDownWith, answerNo, saveNoOn } = desk();

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
    const signed = only(world().written(), 'Provenance').filter(({ activity }) =>
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
    await world().demo.ehr.control.change({ ...response, language: 'en' });
    await reason(she, 'void', 'duplicate');
    await she.press('revise.takeBack');
    await she.heading(she.word('delivery.conflict.title')).waitFor();
    expect(only(kept('person-13'), 'QuestionnaireResponse')[0]?.status).toBe('completed');
  });

  test('the EHR lets nothing be changed from here: that is said, and nothing is offered', async () => {
    await saveNoOn('person-16');
    world().demo.ehr.control.serverProfile('read-only');
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
