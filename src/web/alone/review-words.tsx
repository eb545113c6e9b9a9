import { opened } from '../state.ts';
import { t } from '../text.ts';

/** Before the note: that it is not saved, where it must go, and who will read it there. */
export function NotSaved() {
  const isParent = opened.value?.audience.personAsked === 'guardian';
  return (
    <div class="notice">
      <p>
        <b>{t('alone.notSaved')}</b> {t('alone.rightChart')}
      </p>
      <p>{t(isParent ? 'alone.guardian' : 'alone.readers')}</p>
    </div>
  );
}

/** A new page: nothing of this visit is left in it. */
export function EmptyPage({ text }: { readonly text: string }) {
  return (
    <button type="button" class="big" onClick={() => window.location.reload()}>
      {text}
    </button>
  );
}
