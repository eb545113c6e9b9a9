/** Outcome → what is written: one transaction, the journal note, and who will see it. */
export { buildRecord } from './bundle.ts';
export { buildDocument, documentPermitted } from './document.ts';
export { buildDraft, draftsPermitted } from './draft.ts';
export type { Earlier, EarlierOccasion, OpenReferral } from './earlier.ts';
export { earlierOccasions } from './earlier.ts';
export type { FollowUpChoice } from './follow-up-entry.ts';
export { followUpEntry } from './follow-up-entry.ts';
export { journalNote } from './note.ts';
export type { Occasion } from './occasion.ts';
export type { Permission, ReaderView } from './readers.ts';
export { permission, readersOf } from './readers.ts';
export type { ReferralState } from './referral.ts';
export { referralState } from './referral.ts';
export type { RevisionReason } from './revision.ts';
export { revisionProvenance } from './revision.ts';
export type { Site } from './site.ts';
export { site } from './site.ts';
export type { RecordSource } from './source.ts';
