import type { Delivery, Final } from './delivery.ts';
import { delayBefore, policy } from './policy.ts';
import type { Ports } from './ports.ts';
import { notSaved, type Step } from './step.ts';

/** Hours with the lid shut are not patience: they count as one try. */
function spentOn(sinceMs: number): number {
  return Math.min(sinceMs, policy.longestTryMs);
}

async function rest(ports: Ports, ms: number): Promise<void> {
  const time = ports.sleep(ms);
  await (ports.wake ? Promise.race([time, ports.wake()]) : time);
}

/**
 * Tries until it is decided, and says at each turn what is true; the last thing said is what it resolves with.
 * `fresh`: nothing of it was sent before, so there is no doubt to begin with.
 */
export async function untilDecided(
  ports: Ports,
  fresh: boolean,
  onChange: (delivery: Delivery) => void,
  attempt: (doubt: boolean) => Promise<Step>,
): Promise<Final> {
  const decided = (delivery: Final): Final => {
    onChange(delivery);
    return delivery;
  };
  let doubt = !fresh;
  let looks = 0;
  let spent = 0;
  for (let count = 1; ; count += 1) {
    const begun = ports.now();
    onChange({ state: 'sending', attempt: count });
    const step = await attempt(doubt);
    if (step.kind === 'final') return decided(step.delivery);
    doubt = doubt || step.doubt;
    looks += step.counted ? 1 : 0;
    const wait = delayBefore(count, ports.random(), step);
    spent += spentOn(ports.now() + wait - begun);
    if (looks > policy.looks || spent > policy.giveUpAfterMs) {
      return decided(notSaved('gave-up', !doubt, step.detail));
    }
    onChange({ state: 'waiting', attempt: count, retryAt: ports.now() + wait });
    await rest(ports, wait);
  }
}
