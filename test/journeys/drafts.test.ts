import { describe, expect, test } from 'vitest';
import { demoSite, desk } from './desk.ts';
import { account, only } from './read-back.ts';

describe('answers kept on the way', () => {
  const { world, seat, decide, kept, sitDownWith } = desk();

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
    decide({ ...demoSite, drafts: true });
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
    await seat().context.close();

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
    decide({ ...demoSite, drafts: true });
    const she = await sitDownWith('person-19');
    await she.passGate();
    await she.answer(/rädd för någon av/, 'no');
    await she.page.getByText(she.word('draft.kept')).waitFor();
    const [draft] = drafts('person-19');
    if (draft === undefined) throw new Error('no draft');
    const { item: _, ...emptied } = draft;
    await world().demo.ehr.control.change({ ...emptied, language: 'en' });
    await she.answer(/hotat dig, förnedrat/, 'no');
    await she.page.getByText(she.word('draft.taken')).waitFor();
    expect(await she.page.locator('input:checked').count()).toBe(2);
    expect(drafts('person-19')[0]?.item).toBeUndefined();
  });

  test('are thrown away when she begins again: nothing of them is left in the EHR', async () => {
    decide({ ...demoSite, drafts: true });
    const she = await sitDownWith('anna');
    await she.passGate();
    await she.answer(/rädd för någon av/, 'yes');
    await she.page.getByText(she.word('draft.kept')).waitFor();
    await seat().context.close();

    const later = await sitDownWith('anna');
    await later.passGate();
    await later.press('draft.discard');
    await expect.poll(() => drafts('anna')[0]?.status).toBe('entered-in-error');
    expect(drafts('anna')[0]?.item).toBeUndefined();
    await later.press('earlier.begin');
    await later.heading(later.word('questions.title')).waitFor();
    expect(await later.page.locator('input:checked').count()).toBe(0);
  });
});
