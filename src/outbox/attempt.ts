import type { Parcel } from './delivery.ts';
import { look } from './look.ts';
import type { Ports } from './ports.ts';
import { reconcile } from './reconcile.ts';
import { sendSingles } from './send-singles.ts';
import { sendWhole } from './send-whole.ts';
import { faulted, final, notYet, refusedLook, type Step, saved, unseen } from './step.ts';

/** Looks, and does what follows from it; `missing`: what to do when not all of it stands. */
async function decide(
  { transport }: Ports,
  parcel: Parcel,
  doubt: boolean,
  missing: () => Step | Promise<Step>,
): Promise<Step> {
  const seen = await look(transport, parcel).catch((error) => faulted(error, doubt));
  if ('kind' in seen) return unseen(seen, doubt);
  switch (seen.seen) {
    case 'whole':
      return saved(seen.stored);
    case 'conflict':
      return final(seen.delivery);
    case 'duplicates':
      return reconcile(transport, parcel).catch((error) => faulted(error, true));
    case 'refused':
      return refusedLook(seen.reply, doubt);
    case 'nothing':
    case 'part':
      return missing();
  }
}

/**
 * One try. It looks before it sends, the first time too: the same occasion may have been sent from this window
 * already, or from one that crashed.
 */
export const attempt = (ports: Ports, parcel: Parcel, doubt: boolean): Promise<Step> =>
  decide(ports, parcel, doubt, () =>
    parcel.way === 'singles'
      ? sendSingles(ports.transport, parcel, doubt).catch((error) => faulted(error, doubt))
      : sendWhole(ports.transport, parcel, doubt),
  );

/** A look without sending, for after it was saved: has another set turned up? */
export const lookAgain = (ports: Ports, parcel: Parcel): Promise<Step> =>
  decide(ports, parcel, true, () => notYet);
