import { useState } from 'preact/hooks';
import { cover } from '../moves/guard.ts';
import { Question } from '../parts/question.tsx';
import { visit } from '../state.ts';
import { t } from '../text.ts';
import { questionsNow } from '../visit/asked.ts';
import type { ScreenProps } from './screen-props.ts';

/**
 * Patient layout: one question a page, large, with no name and no staff text. Every way out leads to the cover;
 * the clinician goes on from there.
 */
export function PatientQuestions({ opened, asking }: ScreenProps) {
  const [page, setPage] = useState(0);
  const questions = questionsNow(opened.pack, opened.audience, asking);
  const linkId = questions[page];
  if (!visit.value.patientAnswers) return null;
  return (
    <main class="patient">
      <button type="button" class="cover-button" onClick={cover}>
        {t('cover.button')}
      </button>
      {linkId === undefined ? (
        <h1>{t('patient.done')}</h1>
      ) : (
        <>
          <h1 class="unseen">{t('patient.page', { page: page + 1, of: questions.length })}</h1>
          <Question key={linkId} asking={asking} linkId={linkId} />
        </>
      )}
      <div class="row">
        {page > 0 && (
          <button type="button" onClick={() => setPage(page - 1)}>
            {t('back')}
          </button>
        )}
        {linkId === undefined ? (
          <button type="button" class="big" onClick={cover}>
            {t('patient.leave')}
          </button>
        ) : (
          <button type="button" class="big" onClick={() => setPage(page + 1)}>
            {t('patient.next')}
          </button>
        )}
      </div>
    </main>
  );
}
