import { attempt, notSaved, type Step } from './attempt.ts';
import type { Delivery, Final, Parcel } from './delivery.ts';
import { checkParcel } from './parcel.ts';
import { delayBefore, policy } from './policy.ts';
import type { Ports } from './ports.ts';

async function rest(ports: Ports, ms: number): Promise<void> {
  const time = ports.sleep(ms);
  await (ports.wake ? Promise.race([time, ports.wake()]) : time);
}

function isSpent(ports: Ports, started: number, looks: number, wait: number): boolean {
  return looks > policy.looks || ports.now() + wait - started > policy.giveUpAfterMs;
}

async function decide(
  parcel: Parcel,
  ports: Ports,
  onChange: (delivery: Delivery) => void,
): Promise<Final> {
  const started = ports.now();
  let doubt = false;
  let looks = 0;
  for (let count = 1; ; count += 1) {
    onChange({ state: 'sending', attempt: count });
    const step: Step = await attempt(ports, parcel, doubt);
    if (step.kind === 'final') return step.delivery;
    doubt = doubt || step.doubt;
    looks += step.counted ? 1 : 0;
    const wait = delayBefore(count, ports.random(), step.retryAfter);
    if (isSpent(ports, started, looks, wait)) return notSaved('gave-up', !doubt, step.detail);
    onChange({ state: 'waiting', attempt: count, retryAt: ports.now() + wait });
    await rest(ports, wait);
  }
}

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
  const delivery = await decide(parcel, ports, onChange);
  onChange(delivery);
  return delivery;
}
