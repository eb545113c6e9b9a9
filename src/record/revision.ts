import type { Coding, Provenance } from '../fhir/index.ts';
import { own, system } from '../fhir/index.ts';
import { agents } from './provenance.ts';

/** Why something written is changed or taken back. Words for each live with the words of the interface. */
export type RevisionReason =
  | 'wrong-patient'
  | 'wrong-answers'
  | 'added-later'
  | 'duplicate'
  | 'other';

/**
 * Who changed a record, when and why; the outbox puts in what it is about. `version` is that of the response which
 * was changed, so that each amendment has its own name and is written once.
 */
export function revisionProvenance(input: {
  readonly key: string;
  readonly change: { readonly kind: 'void' } | { readonly kind: 'amend'; readonly version: string };
  readonly reason: RevisionReason;
  readonly author?: { readonly reference: string };
  /** Instant with offset. */
  readonly now: string;
  /** The labels of what is changed. */
  readonly security: readonly Coding[];
}): Provenance {
  const { key, change, reason, author, now, security } = input;
  const name = change.kind === 'void' ? `${key}#void` : `${key}#amendment.${change.version}`;
  const code = change.kind === 'void' ? 'NULLIFY' : 'UPDATE';
  return {
    resourceType: 'Provenance',
    meta: {
      security: [...security],
      tag: [{ system: system.occasion, code: name }],
    },
    target: [],
    recorded: now,
    reason: [{ coding: [{ system: `${own}/CodeSystem/revision-reason`, code: reason }] }],
    activity: { coding: [{ system: system.dataOperation, code }] },
    agent: agents(author),
  };
}
