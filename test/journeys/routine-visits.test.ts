import { describe, expect, test } from 'vitest';
import { desk } from './desk.ts';
import { account, mayNotContact, only } from './read-back.ts';
import { asked, everyQuestion, leaves, passed, visits } from './visits.ts';

describe('a nurse with a patient', () => {
  const { world, seat, sitDownWith } = desk();
  const { ask, reviewAndSave, kept } = visits(world, sitDownWith);

  test('every answer is no: six actions, and a record that says negative', async () => {
    const she = await sitDownWith('bertil');
    await she.passGate();
    await she.readAll();
    await she.pressText(/svaret var nej på varje/);
    await she.goOn();
    await reviewAndSave(she);
    expect(she.actions()).toBeLessThanOrEqual(6);
    expect(account(kept('bertil'))).toEqual({
      kinds: leaves(7),
      answers: { ...passed, ...everyQuestion('N') },
      results: ['negative'],
      observed: everyQuestion('N'),
      patients: ['Patient/bertil'],
      labels: ['R SDV NOPAT'],
    });
  });

  test('one question is declined: the answers stand, and it is not a no', async () => {
    const she = await ask('hjordis', { sexual: 'declined' });
    await she.goOn();
    await she.heading(she.word('next.title')).waitFor();
    await reviewAndSave(she);
    expect(account(kept('hjordis'))).toMatchObject({
      kinds: leaves(7),
      answers: { ...passed, ...everyQuestion('N', { sexual: 'asked-declined' }) },
      results: ['declined'],
      observed: everyQuestion('N', { sexual: 'absent:asked-declined' }),
      labels: ['R SDV NOPAT'],
    });
  });

  test('the partner is in the room: nobody asks, and the reason and the next time are kept', async () => {
    const she = await sitDownWith('ibrahim');
    await she.press('gate.no');
    await she.choose(/Varför ställs inte/, 'Någon följde med eller kunde höra');
    await she.page.getByLabel(/Vem ansvarar/).fill('Åsa Sköterskesson');
    await she.page.getByLabel(/Nytt tillfälle/).fill('2026-12-03');
    await she.page.getByLabel(/Nytt tillfälle/).blur();
    await she.goOn();
    await she.button('review.save').waitFor();
    await she.save();
    await she.isSaved();
    const { kinds, answers, results, observed, labels } = account(kept('ibrahim'));
    expect({ kinds, results, observed, labels }).toEqual({
      kinds: leaves(0),
      results: ['not-asked'],
      observed: {},
      labels: ['R SDV NOPAT'],
    });
    expect(answers).toEqual({
      'gate.reason': 'not-alone',
      'gate.next-person': 'Åsa Sköterskesson',
      'gate.next-date': '2026-12-03',
    });
  });

  test('a yes, a consented referral, and the follow-up when the chart is opened again', async () => {
    const she = await ask('anna', { afraid: 'yes', hurt: 'yes' });
    await she.goOn();
    await she.openSteps();
    await she.choose(/Vilket stöd/, 'Kurator här i vården');
    await she.choose(/Får jag kontakta dem/, 'Ja');
    await she.choose(/säkert att de kontaktar/, 'Nej');
    await reviewAndSave(she);
    const { kinds, results, labels } = account(kept('anna'));
    expect({ kinds, results, labels }).toEqual({
      kinds: { ...leaves(7), ServiceRequest: 1, Task: 1 },
      results: ['positive'],
      labels: ['V SDV NOPAT'],
    });
    expect(mayNotContact(only(kept('anna'), 'ServiceRequest')[0])).toBe(true);
    await seat().context.close();

    const later = await sitDownWith('anna');
    expect(await later.page.getByText(later.word('results.positive')).count()).toBe(0);
    await later.passGate();
    await later.page.getByText(later.word('results.positive')).waitFor();
    await later.press('earlier.followUp');
    for (const field of await later.page.locator('fieldset.question').all()) {
      await field.locator('label').first().click();
    }
    await later.press('followUp.save');
    await later.page.getByText(later.word('followUp.ok')).first().waitFor();
    const [task] = only(kept('anna'), 'Task');
    expect(task?.status).not.toBe('requested');
    expect(task?.output).toHaveLength(3);
    expect(account(kept('anna')).kinds).toEqual(kinds);
  });

  test('it was long ago, but that person can reach her today: the danger steps are shown', async () => {
    const she = await ask('johanna', { earlier: 'yes' });
    await she.answer(/Kan den personen nå dig/, 'yes');
    await she.goOn();
    await she.page.getByText(she.word('qualifiers.earlier')).waitFor();
    await she.page.getByText(she.word('qualifiers.within-reach')).waitFor();
    await she.openSteps();
    await she.question(/Tror du att personen skulle kunna döda/).waitFor();
    await reviewAndSave(she);
    const { answers, results } = account(kept('johanna'));
    expect(results).toEqual(['positive']);
    expect(answers).toEqual({ ...passed, ...everyQuestion('N', { earlier: 'Y' }), reach: 'Y' });
  });

  test('pressure to the neck: medical assessment the same day, with its reason', async () => {
    const she = await ask('elin', { hurt: 'yes' });
    await she.goOn();
    await she.openSteps();
    await she.answer(/tagit dig om halsen/, 'yes');
    const alert = she.page.locator('.alert').filter({ hasText: /Medicinsk bedömning i dag/ });
    await alert.first().waitFor();
    await alert.first().getByText(she.word('why.title')).first().click();
    await alert.first().getByText(she.word('why.source')).first().waitFor();
    await reviewAndSave(she);
    expect(account(kept('elin')).answers).toMatchObject({ 'body.neck': 'Y' });
  });

  test('children who live elsewhere: the duty to report is shown, and nothing is written about them elsewhere', async () => {
    const she = await ask('kaltun', { controlled: 'yes' });
    await she.goOn();
    await she.openSteps();
    await she.answer(/barn som du bor med eller träffar/, 'yes');
    await she.answer(/märkt något eller själva/, 'unknown');
    await she.page
      .locator('.alert')
      .filter({ hasText: /anmäla?n?/i })
      .first()
      .waitFor();
    await reviewAndSave(she);
    const { answers, patients } = account(kept('kaltun'));
    expect(answers).toMatchObject({
      'children.exist': 'Y',
      'children.affected': 'asked-unknown',
    });
    expect(patients).toEqual(['Patient/kaltun']);
  });

  test('protected identity: the municipality is asked for, and stands nowhere in the record', async () => {
    const she = await ask('cecilia', { afraid: 'yes' });
    await she.page.getByText(she.word('identity.protected')).first().waitFor();
    await she.goOn();
    await she.openSteps();
    await she.page.getByText(she.word('municipality.protected')).first().waitFor();
    const chooser = she.page.getByLabel(she.word('municipality.title')).first();
    expect(await chooser.inputValue()).toBe('');
    await chooser.selectOption({ label: 'Karlskoga' });
    await reviewAndSave(she);
    const written = JSON.stringify(kept('cecilia'));
    expect(written).toContain('QuestionnaireResponse');
    expect(written).not.toMatch(/Karlskoga|1883/);
  });

  test('a question is never put: nothing is saved as no, and the answers given are kept', async () => {
    const she = await sitDownWith('dalal');
    await she.passGate();
    await she.answer(asked.afraid, 'no');
    await she.goOn();
    await she.page.getByText(she.word('missing.neverNo')).waitFor();
    await she.press('missing.goOn');
    await she.heading(she.word('notAsked.title')).waitFor();
    await she.choose(/Varför ställs inte/, 'Samtalet avbröts');
    await she.goOn();
    await she.save();
    await she.isSaved();
    const { answers, results } = account(kept('dalal'));
    expect(results).toEqual(['not-asked']);
    expect(answers).toMatchObject({ afraid: 'N', 'gate.reason': 'interrupted' });
  });

  test('an answer was wrong: it is changed, and the new version is the one that stands', async () => {
    const she = await ask('person-03', { hurt: 'unknown' });
    await she.goOn();
    await reviewAndSave(she);
    await she.page.getByText(she.word('revise.amend')).click();
    await she.choose(she.word('revise.reason'), she.word('revise.reasons.wrong-answers'));
    await she.press('revise.openAnswers');
    await she.answer(asked.hurt, 'no');
    await she.goOn();
    await she.goOn();
    await she.save();
    await she.heading(she.word('delivery.amended.title')).waitFor();
    const { kinds, answers, results } = account(kept('person-03'));
    expect(kinds).toEqual({ ...leaves(7), Provenance: 2 });
    expect(answers).toMatchObject(everyQuestion('N'));
    expect(results).toEqual(['negative']);
    expect(only(kept('person-03'), 'QuestionnaireResponse')[0]?.status).toBe('amended');
  });

  test('it was the wrong patient: everything is taken back, and says so', async () => {
    const she = await ask('person-05', { afraid: 'yes' });
    await she.goOn();
    await reviewAndSave(she);
    await she.page.getByText(she.word('revise.void')).click();
    await she.choose(she.word('revise.reason'), she.word('revise.reasons.wrong-patient'));
    await she.press('revise.takeBack');
    await she.heading(she.word('delivery.voided.title')).waitFor();
    const statuses = kept('person-05').flatMap((each) => ('status' in each ? [each.status] : []));
    expect(new Set(statuses)).toEqual(new Set(['entered-in-error']));
    expect(account(kept('person-05')).kinds).toEqual({ ...leaves(7), Provenance: 2 });
  });
});
