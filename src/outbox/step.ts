import type { FhirReply } from '../fhir/index.ts';
import { outcomeText, TransportError } from '../fhir/index.ts';
import type { Final, NotSavedWhy, Stored } from './delivery.ts';
import type { Verdict } from './policy.ts';
import { verdictOf } from './policy.ts';

/**
 * How one try ended. `doubt`: the server may have done it without our knowing, so the next try looks first.
 * `counted`: trouble that may be ours, of which only so much is tried. `answered`: all went through, and the server's
 * index does not show it yet.
 */
export type Step =
  | { readonly kind: 'final'; readonly delivery: Final }
  | {
      readonly kind: 'again';
      readonly doubt: boolean;
      readonly counted: boolean;
      readonly answered?: true;
      readonly retryAfter?: number;
      readonly detail?: string;
    };

export function notSaved(why: NotSavedWhy, certain: boolean, detail?: string): Final {
  return { state: 'not-saved', why, certain, ...(detail && { detail }) };
}

/** All was answered, and what must stand is not to be seen yet. */
export const notYet: Step = { kind: 'again', doubt: true, counted: true, answered: true };

export function final(delivery: Final): Step {
  return { kind: 'final', delivery };
}

export const saved = (resources: readonly Stored[]): Step => final({ state: 'saved', resources });

export function again(reply: FhirReply, counted: boolean, doubt: boolean): Step {
  const detail = [reply.status, outcomeText(reply.resource)].join(' ').trim();
  const wait = reply.retryAfter === undefined ? {} : { retryAfter: reply.retryAfter };
  return { kind: 'again', doubt, counted, detail, ...wait };
}

/** What a reply that is not a success leads to. */
export function refused(reply: FhirReply, verdict: Exclude<Verdict, 'done'>, doubt: boolean): Step {
  switch (verdict) {
    case 'again':
      return again(reply, false, doubt || reply.status !== 429);
    case 'look':
      return again(reply, true, true);
    case 'rejected':
    case 'forbidden':
    case 'signed-out':
      return final(notSaved(verdict, !doubt, outcomeText(reply.resource)));
  }
}

/** An exchange without an answer to trust. Anything else that is thrown is a fault of ours and goes on up. */
export function faulted(error: unknown, doubt: boolean): Step {
  if (!(error instanceof TransportError)) throw error;
  switch (error.code) {
    case 'unreachable':
    case 'unreadable':
      return { kind: 'again', doubt: true, counted: false, detail: error.code };
    case 'signed-out':
      return final(notSaved('signed-out', !doubt));
    case 'foreign':
      return final(notSaved('rejected', !doubt, error.code));
    case 'wrong-patient':
      return final({ state: 'conflict', why: 'other-patient', references: [] });
  }
}

/** A look that failed has written nothing, so it adds no doubt to what there was. */
export function unseen(step: Step, doubt: boolean): Step {
  return step.kind === 'again' ? { ...step, doubt } : step;
}

export function refusedLook(reply: FhirReply, doubt: boolean): Step {
  const verdict = verdictOf(reply.status);
  return unseen(refused(reply, verdict === 'done' ? 'look' : verdict, doubt), doubt);
}
