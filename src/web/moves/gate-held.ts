import { answer } from '../../questionnaire/index.ts';
import type { Pack } from '../../routine/index.ts';
import type { Asking } from '../state.ts';

/** Every condition of the gate holds; when it leads to the questions, no reason for not asking stands any longer. */
export function gateHeld({ gate }: Pack, now: Asking, clearsReason: boolean): Asking {
  const { form } = now;
  const held = gate.conditions.reduce(
    (answers, { item }) =>
      answer(form, answers, { type: 'set', linkId: item, value: { type: 'boolean', value: true } }),
    now.answers,
  );
  const { reason, nextDate, nextPerson } = gate.items;
  const cleared = clearsReason ? [reason, nextDate, nextPerson] : [];
  const answers = cleared.reduce(
    (kept, linkId) => answer(form, kept, { type: 'clear', linkId }),
    held,
  );
  return { form, answers };
}
