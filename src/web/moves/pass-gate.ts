import { answer } from '../../questionnaire/index.ts';
import type { Pack } from '../../routine/index.ts';
import { type Asking, asking, notice, opened, past, visit } from '../state.ts';
import { go } from './go.ts';
import { prepared } from './prepare.ts';

/** Longest that earlier occasions may hold up the questions, in milliseconds. */
const patience = 2_500;

/** Every condition of the gate holds; when it leads to the questions, no reason for not asking stands any longer. */
function gateHeld({ gate }: Pack, now: Asking, clearsReason: boolean): Asking {
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

const toQuestions = new Set([undefined, 'earlier', 'follow-up', 'questions']);

function hasEarlier(): boolean {
  const found = past.value;
  if (found === undefined || found === 'unavailable') return false;
  return found.occasions.length > 0 || found.openReferrals.length > 0;
}

/** Called by the one button of the gate. */
export async function passGate(): Promise<void> {
  const now = opened.value;
  if (now === undefined) return;
  const { form, past: earlier } = prepared(now);
  await form;
  await Promise.race([earlier, new Promise((resolve) => setTimeout(resolve, patience))]);
  const { covered, stage, ahead } = visit.value;
  if (covered || stage !== 'gate' || asking.value === undefined) return;
  notice.value = '';
  asking.value = gateHeld(now.pack, asking.value, toQuestions.has(ahead));
  go({ type: 'gate-passed', hasEarlier: hasEarlier() });
}
