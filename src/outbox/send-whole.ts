import { outcomeText, type Transport } from '../fhir/index.ts';
import { confirm } from './confirm.ts';
import type { Parcel } from './delivery.ts';
import { entriesOf } from './parcel.ts';
import { verdictOf } from './policy.ts';
import { type Read, readReply } from './reply.ts';
import { faulted, final, notSaved, refused, type Step } from './step.ts';

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

/** All of it in one transaction. */
export async function sendWhole(
  transport: Transport,
  parcel: Parcel,
  doubt: boolean,
): Promise<Step> {
  const reply = await transport({ method: 'POST', path: '', body: parcel.bundle }).catch(
    (error: unknown) => faulted(error, doubt),
  );
  if ('kind' in reply) return reply;
  const verdict = verdictOf(reply.status);
  if (verdict !== 'done') return refused(reply, verdict, doubt);
  const read = readReply(reply, entriesOf(parcel).length);
  switch (read.kind) {
    case 'unreadable':
      return { kind: 'again', doubt: true, counted: true, detail: outcomeText(reply.resource) };
    case 'part':
      return partly(read, doubt);
    case 'whole':
      return confirm(transport, parcel, read.stored, doubt).catch((error) => faulted(error, true));
  }
}
