import type { FhirReply } from '../fhir/index.ts';
import { outcomeText, TransportError } from '../fhir/index.ts';
import type { Final, NotSavedWhy, Parcel, Stored } from './delivery.ts';
import { look, readBack, type Seen } from './look.ts';
import { entriesOf } from './parcel.ts';
import { type Verdict, verdictOf } from './policy.ts';
import type { Ports } from './ports.ts';
import { type Read, readReply } from './reply.ts';

/**
 * How one try ended. `doubt`: the server may have done it without our knowing, so the next try looks first.
 * `counted`: trouble that may be ours, of which only so much is tried.
 */
export type Step =
  | { readonly kind: 'final'; readonly delivery: Final }
  | {
      readonly kind: 'again';
      readonly doubt: boolean;
      readonly counted: boolean;
      readonly retryAfter?: number;
      readonly detail?: string;
    };

export function notSaved(why: NotSavedWhy, certain: boolean, detail?: string): Final {
  return { state: 'not-saved', why, certain, ...(detail && { detail }) };
}

function final(delivery: Final): Step {
  return { kind: 'final', delivery };
}

function again(reply: FhirReply, counted: boolean, doubt: boolean): Step {
  const detail = [reply.status, outcomeText(reply.resource)].join(' ').trim();
  const wait = reply.retryAfter === undefined ? {} : { retryAfter: reply.retryAfter };
  return { kind: 'again', doubt, counted, detail, ...wait };
}

/** What a reply that is not a success leads to. */
function refused(reply: FhirReply, verdict: Exclude<Verdict, 'done'>, doubt: boolean): Step {
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
function faulted(error: unknown, doubt: boolean): Step {
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

const saved = (resources: readonly Stored[]): Step => final({ state: 'saved', resources });

/** The server says that all of it is done: read the response back, and after any doubt count it too. */
async function confirm(
  ports: Ports,
  parcel: Parcel,
  stored: readonly (Stored | undefined)[],
  doubt: boolean,
): Promise<Step> {
  const own = stored.find((each) => each?.reference.startsWith('QuestionnaireResponse/'));
  if (own === undefined) return { kind: 'again', doubt: true, counted: true };
  const back = await readBack(ports.transport, parcel, own.reference);
  if (back.seen === 'refused') return again(back.reply, true, true);
  if (back.seen === 'conflict') return final(back.delivery);
  const counted: Seen = doubt ? await look(ports.transport, parcel) : back;
  if (counted.seen === 'conflict') return final(counted.delivery);
  return saved(stored.flatMap((each) => each ?? []));
}

function partly(read: Extract<Read, { kind: 'part' }>, doubt: boolean): Step {
  if (read.worst === 'again' || read.worst === 'look') {
    return { kind: 'again', doubt: true, counted: read.worst === 'look', detail: read.detail };
  }
  return final(
    read.done > 0
      ? notSaved('partly', true, read.detail)
      : notSaved(read.worst, !doubt, read.detail),
  );
}

async function send(ports: Ports, parcel: Parcel, doubt: boolean): Promise<Step> {
  const reply = await ports
    .transport({ method: 'POST', path: '', body: parcel.bundle })
    .catch((error: unknown) => faulted(error, doubt));
  if ('kind' in reply) return reply;
  const verdict = verdictOf(reply.status);
  if (verdict !== 'done') return refused(reply, verdict, doubt);
  const read = readReply(reply, entriesOf(parcel).length);
  switch (read.kind) {
    case 'unreadable':
      return { kind: 'again', doubt: true, counted: true };
    case 'part':
      return partly(read, doubt);
    case 'whole':
      return confirm(ports, parcel, read.stored, doubt).catch((error) => faulted(error, true));
  }
}

/** A look that failed has written nothing, so it adds no doubt to what there was. */
function unseen(step: Step, doubt: boolean): Step {
  return step.kind === 'again' ? { ...step, doubt } : step;
}

function refusedLook(reply: FhirReply, doubt: boolean): Step {
  const verdict = verdictOf(reply.status);
  return unseen(refused(reply, verdict === 'done' ? 'look' : verdict, doubt), doubt);
}

/**
 * One try. It looks before it sends, the first time too: the same occasion may have been sent from this window
 * already, or from one that crashed.
 */
export async function attempt(ports: Ports, parcel: Parcel, doubt: boolean): Promise<Step> {
  const seen = await look(ports.transport, parcel).catch((error) => faulted(error, doubt));
  if ('kind' in seen) return unseen(seen, doubt);
  switch (seen.seen) {
    case 'whole':
      return saved(seen.stored);
    case 'conflict':
      return final(seen.delivery);
    case 'refused':
      return refusedLook(seen.reply, doubt);
    case 'nothing':
    case 'part':
      return send(ports, parcel, doubt);
  }
}
