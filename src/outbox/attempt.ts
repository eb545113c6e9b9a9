import type { Parcel } from './delivery.ts';
import { look } from './look.ts';
import type { Ports } from './ports.ts';
import { reconcile } from './reconcile.ts';
import { sendSingles } from './send-singles.ts';
import { sendWhole } from './send-whole.ts';
import { faulted, final, notYet, refusedLook, type Step, saved, unseen } from './step.ts';

function send({ transport }: Ports, parcel: Parcel, doubt: boolean): Promise<Step> {
  return parcel.way === 'singles'
    ? sendSingles(transport, parcel, doubt).catch((error) => faulted(error, doubt))
    : sendWhole(transport, parcel, doubt);
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
    case 'duplicates':
      return reconcile(ports.transport, parcel).catch((error) => faulted(error, true));
    case 'refused':
      return refusedLook(seen.reply, doubt);
    case 'nothing':
    case 'part':
      return send(ports, parcel, doubt);
  }
}

/** A look without sending, for after it was saved: has another set turned up? */
export async function lookAgain(ports: Ports, parcel: Parcel): Promise<Step> {
  const seen = await look(ports.transport, parcel).catch((error) => faulted(error, true));
  if ('kind' in seen) return seen;
  switch (seen.seen) {
    case 'whole':
      return saved(seen.stored);
    case 'conflict':
      return final(seen.delivery);
    case 'duplicates':
      return reconcile(ports.transport, parcel).catch((error) => faulted(error, true));
    case 'refused':
      return refusedLook(seen.reply, true);
    case 'nothing':
    case 'part':
      return notYet;
  }
}
