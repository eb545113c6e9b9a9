import type { Task } from '../../fhir/index.ts';
import { type TaskUpdate, updateTask } from '../../outbox/index.ts';
import { type FollowUpChoice, followUpEntry } from '../../record/index.ts';
import { localInstant } from '../clock.ts';
import { language, type Opened, past } from '../state.ts';
import { lookBack } from './look-back.ts';

/** The referral in hand, as it was read. */
export function taskOf(id: string | undefined): Task | undefined {
  const found = past.value;
  if (found === undefined || found === 'unavailable') return undefined;
  return found.openReferrals.find(({ task }) => task.id === id)?.task;
}

/** Writes the follow-up over exactly the version that was read, then reads what stands there now. */
export async function saveFollowUp(
  now: Opened,
  task: Task,
  chosen: FollowUpChoice,
): Promise<TaskUpdate['state']> {
  const entry = followUpEntry({
    task,
    pack: now.pack,
    chosen,
    now: localInstant(new Date(), now.pack.timeZone),
    language: now.site?.language ?? language.value,
  });
  const { state } = await updateTask(now.session.transport, entry);
  await lookBack(now);
  return state;
}
