import { signal } from '@preact/signals';
import type { CapabilityStatement } from '../fhir/index.ts';
import type { Delivery, Revision } from '../outbox/index.ts';
import type { Answers, Form } from '../questionnaire/index.ts';
import type { Earlier, Occasion, RevisionReason, Site } from '../record/index.ts';
import type { Audience, Pack } from '../routine/index.ts';
import type { Session } from '../session/index.ts';
import type { Apart } from './apart.ts';
import type { Fault } from './fault.ts';
import type { Later } from './later-shape.ts';
import { openVisit, type Visit } from './visit/visit.ts';

/** What stands for the whole visit once the launch is done. */
export type Opened = {
  readonly session: Session;
  /** Absent: the site has decided nothing, so nothing is written. */
  readonly site?: Site;
  readonly pack: Pack;
  readonly audience: Audience;
  /** The occasion's UUID, made when the visit opened. */
  readonly key: Occasion['key'];
  /** Present when there is no EHR. */
  readonly apart?: Apart;
};

export type Revising = {
  readonly kind: 'amend' | 'void';
  readonly reason: RevisionReason;
  /** What was seen as saved, with versions. */
  readonly base: Revision['base'];
};

export type Asking = { readonly form: Form; readonly answers: Answers };

/** Everything that changes while the page is open; nothing of it is kept anywhere else. */
export const opened = signal<Opened | undefined>(undefined);
export const fault = signal<Fault | undefined>(undefined);
export const visit = signal<Visit>(openVisit('routine'));
/** The screens behind the gate, once they are here. */
export const later = signal<Later | undefined>(undefined);
export const asking = signal<Asking | undefined>(undefined);
export const language = signal('');
/** linkIds that have been on the screen. */
export const seen = signal<ReadonlySet<string>>(new Set());
export const municipality = signal<string | undefined>(undefined);
/** Earlier occasions, never their answers. `unavailable`: the EHR would not say, and that is told. */
export const past = signal<Earlier | 'unavailable' | undefined>(undefined);
/** Id of the referral's Task that is being followed up. */
export const following = signal<string | undefined>(undefined);
export const capability = signal<CapabilityStatement | undefined>(undefined);
export const sending = signal<Delivery | undefined>(undefined);
/** What `sending` tells of: the first save, a change of it, or taking it back. */
export const sent = signal<'first' | Revising['kind']>('first');
/** What is to be done to what is already saved. */
export const revising = signal<Revising | undefined>(undefined);
export const signedOut = signal(false);
/** Read aloud by the one status region. */
export const notice = signal('');

/** Leaves nothing in memory that a page brought back could show. */
export function forget(): void {
  opened.value = undefined;
  asking.value = undefined;
  past.value = undefined;
  sending.value = undefined;
  revising.value = undefined;
  seen.value = new Set();
  notice.value = '';
}
