import { changeLanguage, languagesOf, type Speaking } from '../moves/change-language.ts';
import { language } from '../state.ts';
import { t } from '../text.ts';

/** Each language in its own name; answers and place stay as they are. */
export function Languages({ opened }: { readonly opened: Speaking }) {
  const offered = languagesOf(opened);
  if (offered.length < 2) return null;
  return (
    <fieldset class="languages">
      <legend class="unseen">{t('language')}</legend>
      {offered.map((each) => (
        <button
          key={each}
          type="button"
          class="quiet"
          lang={each}
          aria-pressed={each === language.value}
          onClick={() => void changeLanguage(each)}
        >
          {new Intl.DisplayNames([each], { type: 'language' }).of(each)}
        </button>
      ))}
      {t('status') === 'draft' && <span class="muted">{t('draftWords')}</span>}
    </fieldset>
  );
}
