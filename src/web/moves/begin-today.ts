import {
  asking,
  begun,
  inHand,
  lastSent,
  type Opened,
  opened,
  opening,
  revising,
  seen,
  sending,
} from '../state.ts';
import { gateHeld } from './gate-held.ts';
import { go } from './go.ts';

/** To today's questions: whatever was opened of an earlier occasion is put away first. */
export function beginToday(now: Opened): void {
  if (inHand.value !== undefined || revising.value !== undefined) {
    opened.value = { ...now, key: crypto.randomUUID() };
    asking.value = begun.value && gateHeld(now.pack, begun.value, true);
    for (const each of [inHand, lastSent, opening, revising, sending]) each.value = undefined;
    seen.value = new Set();
  }
  go({ type: 'begin-questions' });
}
