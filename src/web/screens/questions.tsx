import { useState } from 'preact/hooks';
import { textOf } from '../../questionnaire/index.ts';
import { go } from '../moves/go.ts';
import { outcomeNow } from '../outcome-now.ts';
import { Clinical } from '../parts/clinical.tsx';
import { Doors } from '../parts/doors.tsx';
import { Frame } from '../parts/frame.tsx';
import { GoOnButton } from '../parts/go-on-button.tsx';
import { HandOver } from '../parts/hand-over.tsx';
import { Missing } from '../parts/missing.tsx';
import { Question } from '../parts/question.tsx';
import { SayBox } from '../parts/say-box.tsx';
import { asking as askingNow, begun, draftState, language, past, seen } from '../state.ts';
import { t } from '../text.ts';
import { allNo, nothingAnswered, questionsNow } from '../visit/asked.ts';
import type { ScreenProps } from './screen-props.ts';

function goOn({ opened, asking }: ScreenProps): void {
  const { result } = outcomeNow(opened, asking);
  go({ type: 'questions-done', asked: result !== 'not-asked' });
}

function SayFirst({ opened }: Pick<ScreenProps, 'opened'>) {
  const { pack } = opened;
  const { short, full, thinkOf } = pack.frame;
  return (
    <SayBox pack={pack} words={[short]}>
      <details>
        <summary>{t('questions.whole')}</summary>
        <Clinical as="p" pack={pack} words={full} />
      </details>
      <Clinical as="p" pack={pack} words={thinkOf} />
    </SayBox>
  );
}

/** Offered only when every question has been on the screen; it says what the clinician did. */
function AllNo({ opened, asking }: ScreenProps) {
  const { pack, audience } = opened;
  const counted = questionsNow(pack, audience, asking).filter((linkId) =>
    pack.questions.result.includes(linkId),
  );
  const open = nothingAnswered(pack, asking);
  if (!open || counted.some((linkId) => !seen.value.has(linkId))) return null;
  const answerNo = (): void => {
    askingNow.value = { form: asking.form, answers: allNo(pack, audience, asking) };
    document.querySelector<HTMLElement>('.foot .big')?.focus();
  };
  return (
    <button type="button" class="all-no" onClick={answerNo}>
      <Clinical pack={pack} words={pack.questions.allNo} />
    </button>
  );
}

function Marks({ opened }: Pick<ScreenProps, 'opened'>) {
  const draft = opened.pack.status === 'draft';
  return (
    <p class="muted">
      {draft && <b>{t('questions.draft')} </b>}
      {t('questions.keys')}
      {past.value === 'unavailable' && ` ${t('earlier.unavailable')}`}
      {begun.value?.problems?.[0] && ` ${t('questions.chart')}`}
      {draftState.value && ` ${t(`draft.${draftState.value}`)}`}
      <HandOver opened={opened} />
    </p>
  );
}

/** Staff layout: the whole form on one page. */
export function Questions({ opened, asking }: ScreenProps) {
  const [checked, setChecked] = useState(false);
  const { pack, audience } = opened;
  const questions = questionsNow(pack, audience, asking);
  const { missing } = outcomeNow(opened, asking);
  const unanswered = questions.filter((linkId) => missing.includes(linkId));
  const next = (): void => {
    if (unanswered.length === 0) goOn({ opened, asking });
    else setChecked(true);
  };
  return (
    <Frame
      at="ask"
      title={t('questions.title')}
      foot={
        <>
          <GoOnButton onPress={next}>{t('goOn')}</GoOnButton>
          <Doors
            first={
              <button type="button" onClick={() => goOn({ opened, asking })}>
                {t('questions.stop')}
              </button>
            }
          />
        </>
      }
    >
      {checked && unanswered.length > 0 && (
        <Missing
          questions={unanswered.map((linkId) => ({
            number: questions.indexOf(linkId) + 1,
            ...textOf(asking.form, linkId, language.value),
          }))}
          goOn={() => goOn({ opened, asking })}
        />
      )}
      <Marks opened={opened} />
      <SayFirst opened={opened} />
      {questions.map((linkId, index) => (
        <Question key={linkId} asking={asking} linkId={linkId} number={index + 1} />
      ))}
      <AllNo opened={opened} asking={asking} />
    </Frame>
  );
}
