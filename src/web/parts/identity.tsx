import { ageOn, localMoment } from '../clock.ts';
import type { Opened } from '../state.ts';
import { t } from '../text.ts';

function ageText({ session, pack }: Opened): string {
  const { birthDate } = session.patient;
  const age = ageOn(birthDate, localMoment(new Date(), pack.timeZone).date);
  if (age !== undefined) return t('identity.years', { count: age });
  return birthDate === undefined ? '' : t('identity.born', { date: birthDate });
}

/** Whose chart this is. An EHR that shows it itself, right beside, says so at launch. */
export function Identity({ opened }: { readonly opened: Opened }) {
  const { patient, showPatientBanner } = opened.session;
  const { Mark } = opened.apart ?? {};
  if (Mark) {
    return (
      <div class="who">
        <Mark />
      </div>
    );
  }
  if (!showPatientBanner) return <div class="who" />;
  const mark = patient.protectedIdentity ? t('identity.protected') : '';
  return (
    <div class="who">
      <b>{[patient.name, ageText(opened)].filter(Boolean).join(', ')}</b>
      <span>
        <bdi dir="ltr">{patient.identityNumber}</bdi>
        {patient.identityNumber && mark && ' · '}
        {mark}
      </span>
    </div>
  );
}
