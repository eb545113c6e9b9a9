import type { Transport } from '../fhir/index.ts';

/** Everything the outbox takes from the world. */
export type Ports = {
  readonly transport: Transport;
  /** Milliseconds on a clock that never goes backwards while the window lives. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  /**
   * Asked for once at the start of each wait; resolves when it should be tried at once ("try now" was pressed,
   * the network came back). Absent: only time ends a wait.
   */
  readonly wake?: () => Promise<void>;
};
