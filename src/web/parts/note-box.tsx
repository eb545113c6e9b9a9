import { useId } from 'preact/hooks';
import { t } from '../text.ts';
import { quiet } from './quiet.ts';

/** The journal note, to be copied by hand: the clipboard's history would keep it where others look. */
export function NoteBox({ text }: { readonly text: string }) {
  const id = useId();
  return (
    <div class="note">
      <label for={id}>{t('note.title')}</label>
      <textarea
        ref={quiet}
        id={id}
        readOnly
        rows={Math.min(14, text.split('\n').length + 2)}
        value={text}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <p class="muted">{t('note.how')}</p>
    </div>
  );
}
