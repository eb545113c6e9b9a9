import { useEffect, useRef } from 'preact/hooks';
import { t } from '../text.ts';

type Unanswered = { readonly number: number; readonly text: string };

function focusQuestion(number: number): void {
  const fieldset = document.querySelectorAll('fieldset.question')[number - 1];
  fieldset?.querySelector('input')?.focus();
}

/** Which questions have no answer, before going on without them. Never counted as no. */
export function Missing({
  questions,
  goOn,
}: {
  readonly questions: readonly Unanswered[];
  readonly goOn: () => void;
}) {
  const summary = useRef<HTMLElement>(null);
  useEffect(() => summary.current?.focus(), []);
  return (
    <section ref={summary} class="notice" tabIndex={-1} aria-labelledby="missing">
      <h2 id="missing">{t('missing.title', { count: questions.length })}</h2>
      <ul>
        {questions.map(({ number, text }) => (
          <li key={number}>
            <button type="button" class="quiet" onClick={() => focusQuestion(number)}>
              {number}. {text}
            </button>
          </li>
        ))}
      </ul>
      <p>{t('missing.neverNo')}</p>
      <button type="button" onClick={goOn}>
        {t('missing.goOn')}
      </button>
    </section>
  );
}
