import type { ComponentChildren } from 'preact';
import { go } from '../moves/go.ts';
import { t } from '../text.ts';

/** The two doors that are always open, with no question needed. `first` stands before them in the row. */
export function Doors({ first }: { readonly first?: ComponentChildren }) {
  return (
    <div class="row">
      {first}
      <button type="button" onClick={() => go({ type: 'open-door', door: 'acute' })}>
        {t('doors.acute')}
      </button>
      <button type="button" onClick={() => go({ type: 'open-door', door: 'child' })}>
        {t('doors.child')}
      </button>
    </div>
  );
}

export function BackButton() {
  return (
    <button type="button" onClick={() => go({ type: 'back' })}>
      {t('back')}
    </button>
  );
}
