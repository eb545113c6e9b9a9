import type { Delivery, Final } from './delivery.ts';
import { delayBefore, policy } from './policy.ts';
import type { Ports } from './ports.ts';
import { notSaved, type Step } from './step.ts';

async function rest(ports: Ports, ms: number): Promise<void> {
  const time = ports.sleep(ms);
  await (ports.wake ? Promise.race([time, ports.wake()]) : time);
}

function isSpent(ports: Ports, started: number, looks: number, wait: number): boolean {
  return looks > policy.looks || ports.now() + wait - started > policy.giveUpAfterMs;
}

/** Tries until it is decided, and says at each turn what is true; the last thing said is what it resolves with. */
export async function untilDecided(
  ports: Ports,
  onChange: (delivery: Delivery) => void,
  attempt: (doubt: boolean) => Promise<Step>,
): Promise<Final> {
  const decided = (delivery: Final): Final => {
    onChange(delivery);
    return delivery;
  };
  const started = ports.now();
  let doubt = false;
  let looks = 0;
  for (let count = 1; ; count += 1) {
    onChange({ state: 'sending', attempt: count });
    const step = await attempt(doubt);
    if (step.kind === 'final') return decided(step.delivery);
    doubt = doubt || step.doubt;
    looks += step.counted ? 1 : 0;
    const wait = delayBefore(count, ports.random(), step.retryAfter);
    if (isSpent(ports, started, looks, wait)) {
      return decided(notSaved('gave-up', !doubt, step.detail));
    }
    onChange({ state: 'waiting', attempt: count, retryAt: ports.now() + wait });
    await rest(ports, wait);
  }
}
