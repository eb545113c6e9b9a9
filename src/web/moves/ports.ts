import type { Session } from '../../session/index.ts';

/** As if the network were back: whatever waits, goes on. */
export function tryNow(): void {
  window.dispatchEvent(new Event('online'));
}

function wake(): Promise<void> {
  return new Promise((resolve) => {
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
