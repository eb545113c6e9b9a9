import { effect } from '@preact/signals';
import { system, TransportError } from '../../fhir/index.ts';
import { draftOn, openDraft } from '../../outbox/index.ts';
import { fromResponse } from '../../questionnaire/index.ts';
import { buildDraft, draftsPermitted } from '../../record/index.ts';
import { occasionNow } from '../occasion-now.ts';
import {
  type Asking,
  asking,
  draft,
  draftState,
  foundDraft,
  inHand,
  type Opened,
  opened,
  visit,
} from '../state.ts';
import { gateHeld } from './gate-held.ts';
import { outboxPorts } from './ports.ts';

/** Milliseconds without a new answer before the draft is written. */
const pause = 800;

/** The key of an occasion that was begun in another window. */
let resumed: string | undefined;

/** That window may have sent it. */
export const isResumed = (key: string): boolean => key === resumed;

/** The site allows it, the rights do, and it is known whose it would be. */
function mayKeep({ site, audience, session }: Opened): boolean {
  const { may } = session.grant;
  const rights = may('create', 'QuestionnaireResponse') && may('update', 'QuestionnaireResponse');
  return draftsPermitted(site, audience) && rights && session.user !== undefined;
}

/** Finds what this person began on this patient and did not finish. Nobody else's is looked for. */
export async function findDraft(now: Opened): Promise<void> {
  const { user, patient, transport, grant } = now.session;
  if (!mayKeep(now) || user === undefined || !grant.may('search', 'QuestionnaireResponse')) return;
  const whose = { patient: `Patient/${patient.id}`, author: user.reference };
  try {
    foundDraft.value = await openDraft(transport, { ...whose, system: system.occasion });
  } catch (error) {
    // One that cannot be looked for now is found the next time; a new one has another name.
    if (!(error instanceof TransportError)) throw error;
  }
}

async function keep({ form, answers }: Asking): Promise<void> {
  const now = opened.value;
  if (now?.site === undefined || inHand.value !== undefined) return;
  draft.value ??= draftOn(outboxPorts(now.session));
  const kept = draft.value;
  const { site } = now;
  const state = await kept.keep(buildDraft({ form, answers, occasion: occasionNow(now), site }));
  if (draft.value === kept) draftState.value = state;
}

/** Keeps the answers on the server as they come, where the site allows it; else they are in memory alone. */
export function keepDrafts(now: Opened, tell: (error: unknown) => void): void {
  if (!mayKeep(now)) return;
  let timer = 0;
  effect(() => {
    const { value } = asking;
    window.clearTimeout(timer);
    if (value === undefined || visit.peek().stage === 'gate') return;
    timer = window.setTimeout(() => void keep(value).catch(tell), pause);
  });
}

/** Saved, or not wanted any more: the draft is emptied and marked as an error. */
export async function closeDraft(): Promise<void> {
  const closing = draft.value;
  draft.value = undefined;
  draftState.value = undefined;
  await closing?.close();
}

/** Goes on with what was begun, under the same name, so that it can only become one record. */
export function resumeDraft(now: Opened, { form, answers }: Asking): void {
  const found = foundDraft.value;
  const read = found && fromResponse(form, found, answers.context);
  const [key] = found?.identifier?.value?.split('#') ?? [];
  if (!read?.ok || key === undefined) return;
  draft.value = draftOn(outboxPorts(now.session), found);
  foundDraft.value = undefined;
  resumed = key;
  opened.value = { ...now, key };
  asking.value = gateHeld(now.pack, { form, answers: read.answers }, true);
}

export async function discardDraft(now: Opened): Promise<void> {
  const found = foundDraft.value;
  foundDraft.value = undefined;
  if (found !== undefined) await draftOn(outboxPorts(now.session), found).close();
}
