import { useEffect, useState } from 'preact/hooks';
import { give } from '../moves/answering.ts';
import { language } from '../state.ts';
import { t } from '../text.ts';
import type { QuestionProps } from './choice-question.tsx';
import { markSeen } from './seen.ts';

type View = typeof import('../form/index.ts');

let fetched: Promise<View> | undefined;

/** The view of any questionnaire: a file of its own, fetched the first time something asks for it. */
function fetchView(): Promise<View> {
  fetched ??= import('../form/index.ts');
  return fetched;
}

/** An item that the visit's own questions have no way to draw, with everything beneath it. */
export function WholeQuestion({ asking, linkId }: QuestionProps) {
  const [view, setView] = useState<View | 'failed'>();
  useEffect(() => {
    fetchView().then(setView, () => {
      fetched = undefined;
      setView('failed');
    });
  }, []);
  if (view === 'failed') return <p class="alert">{t('form.cannotShow')}</p>;
  if (view === undefined) return <p class="muted">{t('wait')}</p>;
  const { FormView } = view;
  return (
    <div ref={(element) => markSeen(element, linkId)} class="whole">
      <FormView {...asking} language={language.value} give={give} linkId={linkId} />
    </div>
  );
}
