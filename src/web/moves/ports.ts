import type { Session } from '../../session/index.ts';

let wakeUp: (() => void) | undefined;

/** "Try now", or the network is back. */
export function tryNow(): void {
  wakeUp?.();
}

function wake(): Promise<void> {
  return new Promise((resolve) => {
    wakeUp = resolve;
    window.addEventListener('online', () => resolve(), { once: true });
  });
}

/** What the outbox may use of the world. */
export function outboxPorts({ transport }: Session) {
  return {
    transport,
    now: () => performance.now(),
    sleep: (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms)),
    random: Math.random,
    wake,
  };
}
