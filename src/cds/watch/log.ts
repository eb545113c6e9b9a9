import type { Refusal } from '../jwt/refusal.ts';

export type Endpoint = 'discovery' | 'card' | 'feedback' | 'health' | 'metrics' | 'other';

/**
 * What may be written to the log: codes and figures. There is no member that could hold a patient, a user, a
 * token, a body or an address, and none that says whether somebody was due.
 */
export type LogEntry =
  | {
      readonly event: 'started';
      readonly url: string;
      readonly routine: string;
      readonly version: string;
    }
  | { readonly event: 'stopping' }
  | { readonly event: 'stopped' }
  | {
      readonly event: 'answered';
      readonly endpoint: Endpoint;
      readonly status: number;
      /** Milliseconds, one decimal. */
      readonly took: number;
    }
  | { readonly event: 'refused'; readonly why: Refusal }
  | { readonly event: 'blocked' }
  | { readonly event: 'unsatisfied'; readonly needs: readonly string[] }
  | { readonly event: 'deadline' }
  | { readonly event: 'overloaded' }
  | { readonly event: 'routine-not-in-force' }
  | { readonly event: 'audit-failed' }
  | { readonly event: 'failed'; readonly name: string };

export type Log = (entry: LogEntry) => void;
