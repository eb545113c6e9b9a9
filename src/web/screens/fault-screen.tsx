import type { Fault } from '../fault.ts';
import { leftBehind } from '../state.ts';
import { t } from '../text.ts';

type Props = { readonly fault: Fault; readonly openWindow?: () => void };

/** Why nothing can begin or go on, what to do about it, and what is true of the record. */
export function FaultScreen({ fault, openWindow }: Props) {
  return (
    <main>
      <h1>{t(fault === 'another-patient' ? 'faults.stopped' : 'faults.title')}</h1>
      <p>{t(`faults.${fault}`)}</p>
      <p class="muted">{t(`faults.behind.${leftBehind.value}`)}</p>
      {openWindow && (
        <button type="button" class="big" onClick={openWindow}>
          {t('faults.openWindow')}
        </button>
      )}
    </main>
  );
}
