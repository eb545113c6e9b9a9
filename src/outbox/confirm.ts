import type { Transport } from '../fhir/index.ts';
import type { Parcel, Stored } from './delivery.ts';
import { look, readBack, type Seen } from './look.ts';
import { mainOf } from './parcel.ts';
import { reconcile } from './reconcile.ts';
import { again, final, notYet, type Step, saved } from './step.ts';

/** The server says that all of it is done: read the response back, and after any doubt count it too. */
export async function confirm(
  transport: Transport,
  parcel: Parcel,
  stored: readonly (Stored | undefined)[],
  doubt: boolean,
): Promise<Step> {
  const type = mainOf(parcel).resourceType;
  const own = stored.find((each) => each?.reference.startsWith(`${type}/`));
  if (own === undefined) return notYet;
  const back = await readBack(transport, parcel, own.reference);
  if (back.seen === 'refused') return again(back.reply, true, true);
  if (back.seen === 'conflict') return final(back.delivery);
  const counted: Seen = doubt ? await look(transport, parcel) : back;
  if (counted.seen === 'conflict') return final(counted.delivery);
  if (counted.seen === 'duplicates') return reconcile(transport, parcel);
  return saved(stored.flatMap((each) => each ?? []));
}
