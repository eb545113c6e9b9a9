import { asking, foundDraft, inHand, notice, opened, past, visit } from '../state.ts';
import { gateHeld } from './gate-held.ts';
import { go } from './go.ts';
import { prepared } from './prepare.ts';

/** Longest that earlier occasions may hold up the questions, in milliseconds. */
const patience = 2_500;

const toQuestions = new Set([undefined, 'earlier', 'follow-up', 'questions']);

function hasEarlier(): boolean {
  const found = past.value;
  if (foundDraft.value !== undefined) return true;
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
  // An earlier occasion that is being changed keeps its own gate.
  if ((inHand.value?.key ?? now.key) === now.key) {
    asking.value = gateHeld(now.pack, asking.value, toQuestions.has(ahead));
  }
  go({ type: 'gate-passed', hasEarlier: hasEarlier() });
}
