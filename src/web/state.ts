import { signal } from '@preact/signals';
import type { CapabilityStatement, Coding, QuestionnaireResponse } from '../fhir/index.ts';
import type { Delivery, Draft, DraftState, Parcel, Revision, Standing } from '../outbox/index.ts';
import type { Answers, Form, Problem } from '../questionnaire/index.ts';
import type { Earlier, EarlierOccasion, Occasion, RevisionReason, Site } from '../record/index.ts';
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

/** Something that was saved, as it was last seen: what a change or a taking back is made over. */
export type Target = {
  readonly key: Occasion['key'];
  readonly base: Revision['base'];
  readonly security: readonly Coding[];
};

export type Revising = {
  readonly kind: 'amend' | 'void';
  readonly reason: RevisionReason;
  readonly target: Target;
};

/** Of an occasion that has been saved: what stays as it was when its answers are changed. */
export type InHand = Pick<Occasion, 'key' | 'authored' | 'route' | 'encounter'>;

/** An earlier occasion that has been opened; `standing` is absent until the EHR has answered. */
export type Opening = {
  readonly occasion: EarlierOccasion;
  readonly standing?: Standing | 'unavailable';
};

export type Asking = { readonly form: Form; readonly answers: Answers };

/** `problems`: what the chart did not answer to. */
export type Begun = Asking & { readonly problems?: readonly Problem[] };

/** These answers went as this parcel: trying again sends the very same. */
export type Sent = {
  readonly answers: Answers;
  readonly parcel: Parcel;
  readonly occasion: InHand;
};

/** Everything that changes while the page is open; nothing of it is kept anywhere else. */
export const opened = signal<Opened | undefined>(undefined);
export const fault = signal<Fault | undefined>(undefined);
/** What is true of the record when the page has stopped. */
export const leftBehind = signal<'nothing' | 'saved' | 'unsure'>('nothing');
export const visit = signal<Visit>(openVisit('routine'));
/** The screens behind the gate, once they are here. */
export const later = signal<Later | undefined>(undefined);
export const asking = signal<Asking | undefined>(undefined);
/** The form before anybody has answered, with what the chart says once it has said it: what is begun anew begins so. */
export const begun = signal<Begun | undefined>(undefined);
export const language = signal('');
/** linkIds that have been on the screen. */
export const seen = signal<ReadonlySet<string>>(new Set());
export const municipality = signal<string | undefined>(undefined);
/** Earlier occasions, never their answers. `unavailable`: the EHR would not say, and that is told. */
export const past = signal<Earlier | 'unavailable' | undefined>(undefined);
/** Id of the referral's Task that is being followed up. */
export const following = signal<string | undefined>(undefined);
export const capability = signal<CapabilityStatement | undefined>(undefined);
/** An earlier occasion that was opened to be changed or taken back. */
export const opening = signal<Opening | undefined>(undefined);
/** A draft of this person's that stands on the server from before. */
export const foundDraft = signal<QuestionnaireResponse | undefined>(undefined);
/** The draft of these answers. Absent: none is kept. */
export const draft = signal<Draft | undefined>(undefined);
/** Where the draft of these answers stands. Absent: none is kept. */
export const draftState = signal<DraftState | undefined>(undefined);
/** The saved occasion whose answers are on the screen. Absent: they are new. */
export const inHand = signal<InHand | undefined>(undefined);
export const lastSent = signal<Sent | undefined>(undefined);
export const sending = signal<Delivery | undefined>(undefined);
/** On its way, and not yet known to be saved: the window is the only place where it stands. */
export const isUnderWay = (): boolean => /^(sending|waiting)$/.test(sending.value?.state ?? '');
/** What `sending` tells of: the first save, a change of it, or taking it back. */
export const sent = signal<'first' | Revising['kind']>('first');
/** What is to be done to what is already saved. */
export const revising = signal<Revising | undefined>(undefined);
export const signedOut = signal(false);
/** Read aloud by the one status region. */
export const notice = signal('');

/** Leaves nothing in memory that a page brought back could show. */
export function forget(): void {
  const chart = [opened, past, capability, opening, foundDraft, following, municipality];
  const visit = [asking, begun, draft, draftState, inHand, lastSent, sending, revising];
  for (const each of [...chart, ...visit]) each.value = undefined;
  seen.value = new Set();
  notice.value = '';
}
