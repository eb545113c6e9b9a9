import type { Fault } from '../fault.ts';
import { t } from '../text.ts';

type Props = { readonly fault: Fault; readonly openWindow?: () => void };

/** Why nothing can begin, and what to do about it. Nothing has been written. */
export function FaultScreen({ fault, openWindow }: Props) {
  return (
    <main>
      <h1>{t('faults.title')}</h1>
      <p>{t(`faults.${fault}`)}</p>
      <p class="muted">{t('faults.nothingWritten')}</p>
      {openWindow && (
        <button type="button" class="big" onClick={openWindow}>
          {t('faults.openWindow')}
        </button>
      )}
    </main>
  );
}
