import { attempt, lookAgain } from './attempt.ts';
import type { Delivery, Final, Parcel } from './delivery.ts';
import { checkParcel } from './parcel.ts';
import { policy } from './policy.ts';
import type { Ports } from './ports.ts';
import { untilDecided } from './until-decided.ts';

/**
 * Sends the parcel until it is decided, and says at each turn what is true. Resolves in a final state; while
 * the network is away it waits, visibly. Throws a ParcelError for a parcel about somebody else.
 */
export async function submit(
  parcel: Parcel,
  ports: Ports,
  onChange: (delivery: Delivery) => void,
): Promise<Final> {
  checkParcel(parcel);
  return untilDecided(ports, parcel.fresh ?? false, onChange, (doubt) =>
    attempt(ports, parcel, doubt),
  );
}

/**
 * After `saved`: waits until nothing that was sent can still arrive, then looks once more. A server that races or
 * heeds no condition may have made two sets of one; all but one are marked as errors. Nothing new is sent.
 */
export async function settle(parcel: Parcel, ports: Ports): Promise<Final> {
  checkParcel(parcel);
  await ports.sleep(policy.settleAfterMs);
  return untilDecided(
    ports,
    false,
    () => undefined,
    () => lookAgain(ports, parcel),
  );
}
