import type { Parcel, Revision } from '../../outbox/index.ts';
import { revisionProvenance } from '../../record/index.ts';
import { occasionNow } from '../occasion-now.ts';
import type { Opened, Revising } from '../state.ts';

/** The version of the response that the person saw as saved. */
function seenVersion({ base }: Revising): string {
  const main = base.find(({ reference }) => reference.startsWith('QuestionnaireResponse/'));
  return main?.version ?? '';
}

/** What was saved, changed to what the parcel holds now, or taken back, over just the versions that were seen. */
export function revisionOf(now: Opened, parcel: Parcel, change: Revising): Revision {
  const { key, author, authored } = occasionNow(now);
  const [first] = parcel.bundle.entry ?? [];
  const { kind, reason, base } = change;
  return {
    key,
    patient: parcel.patient,
    base,
    ...(kind === 'amend' && { wanted: parcel.bundle }),
    provenance: revisionProvenance({
      key,
      change: kind === 'void' ? { kind } : { kind, version: seenVersion(change) },
      reason,
      ...(author && { author }),
      now: authored,
      security: first?.resource?.meta?.security ?? [],
    }),
    way: 'transaction',
  };
}
