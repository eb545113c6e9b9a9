import type { AuditEvent } from '../fhir/index.ts';
import type { FeedbackStore } from './feedback/entry.ts';
import type { ReplayStore } from './jwt/replay-store.ts';
import type { Log } from './watch/log.ts';

/** The world, as the CDS program meets it. */
export type CdsPorts = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly uuid: () => string;
  readonly fetch: typeof globalThis.fetch;
  readonly feedback: FeedbackStore;
  readonly replay: ReplayStore;
  readonly log: Log;
  /** Milliseconds that the program is behind with its work; absent: not measured. */
  readonly lag?: () => number;
  /** Keeps one event; when it fails, nothing is read. */
  readonly audit: (event: AuditEvent) => Promise<void> | void;
};
