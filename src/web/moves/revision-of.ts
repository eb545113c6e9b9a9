import { type Parcel, type Revision, revisionWay } from '../../outbox/index.ts';
import { revisionProvenance } from '../../record/index.ts';
import { localInstant } from '../clock.ts';
import { capability, type Opened, type Revising, type Target } from '../state.ts';

/** How this EHR lets something saved be changed or taken back; undefined: not from here. */
export function revisionWayNow(
  { session }: Opened,
  { base }: Pick<Target, 'base'>,
): Revision['way'] | undefined {
  const types = base.map(({ reference }) => reference.split('/')[0] ?? '');
  return revisionWay(capability.value, session.grant.may, [...new Set(types)]);
}

/** The version of the response, or of the note, that the person saw as saved. */
function seenVersion({ base }: Target): string {
  const main = base.find(({ reference }) =>
    /^(QuestionnaireResponse|DocumentReference)\//.test(reference),
  );
  return main?.version ?? '';
}

/** What was saved, changed to what the parcel holds, or taken back, over just the versions that were seen. */
export function revisionOf(now: Opened, change: Revising, parcel?: Parcel): Revision {
  const { kind, reason, target } = change;
  const { key, base, security } = target;
  const { user, patient } = now.session;
  return {
    key,
    patient: `Patient/${patient.id}`,
    base,
    ...(parcel && { wanted: parcel.bundle }),
    provenance: revisionProvenance({
      key,
      change: kind === 'void' ? { kind } : { kind, version: seenVersion(target) },
      reason,
      ...(user && { author: user }),
      now: localInstant(new Date(), now.pack.timeZone),
      security,
    }),
    way: revisionWayNow(now, target) ?? 'singles',
  };
}
