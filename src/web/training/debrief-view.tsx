import type { DueStep } from '../../guidance/index.ts';
import { textOf } from '../../questionnaire/index.ts';
import { Clinical } from '../parts/clinical.tsx';
import { Why } from '../parts/why.tsx';
import {
  type Asking,
  asking as askingNow,
  language,
  type Opened,
  opened as openedNow,
} from '../state.ts';
import { t, wording } from '../text.ts';
import { type Debrief, debriefOf } from './debrief.ts';
import type { Exercise } from './exercise.ts';

type Props = { readonly opened: Opened; readonly asking: Asking; readonly debrief: Debrief };

/** Whether one asked, then what came of it. */
function Result({ opened, asking, debrief }: Props) {
  const { routine, own } = debrief;
  const [wanted, came] = [routine.result, own.result].map((each) => t(`results.${each}`));
  const gate =
    routine.notAsked !== undefined && own.result !== 'not-asked'
      ? t('training.gatePassed')
      : routine.result !== 'not-asked' && own.result === 'not-asked' && t('training.gateKept');
  return (
    <div class="result">
      {gate && <p>{gate}</p>}
      <p>
        {routine.result === own.result
          ? t('training.same', { result: wanted })
          : t('training.other', { result: wanted, own: came })}
      </p>
      <Why pack={opened.pack} asking={asking} reasons={routine.reasons} />
    </div>
  );
}

function Differences({ asking, debrief }: Omit<Props, 'opened'>) {
  if (debrief.differences.length === 0) return null;
  return (
    <>
      <h2>{t('training.differ')}</h2>
      <ul class="tasks">
        {debrief.differences.map(({ linkId, label, own }) => (
          <li key={linkId}>
            {t('training.differs', {
              question: textOf(asking.form, linkId, language.value).text,
              answer: label,
              own: own ?? t('kinds.missing'),
            })}
          </li>
        ))}
      </ul>
    </>
  );
}

function Lost({ debrief, id }: { readonly debrief: Debrief; readonly id: string }) {
  return debrief.lost.has(id) ? <span class="urgency"> ({t('training.lost')})</span> : null;
}

function StepLine({ opened, asking, debrief, due }: Props & { readonly due: DueStep }) {
  const { pack } = opened;
  const { step, reasons, alerts } = due;
  return (
    <li>
      <Clinical as="b" pack={pack} words={step.title} />
      <Lost debrief={debrief} id={step.id} />
      <Why pack={pack} asking={asking} reasons={reasons} />
      {alerts.map(({ alert, reason }) => (
        <div key={alert.id} class="alert">
          <Clinical pack={pack} words={alert.text} />
          <Lost debrief={debrief} id={alert.id} />
          <Why pack={pack} asking={asking} reasons={[reason]} />
        </div>
      ))}
    </li>
  );
}

/** What the routine says of the visit that was practised, choice by choice, with reasons and sources. */
export function DebriefView({ exercise }: { readonly exercise: Exercise }) {
  const [opened, asking] = [openedNow.value, askingNow.value];
  const debrief = opened && asking && debriefOf(opened, asking, exercise);
  if (opened === undefined || asking === undefined || debrief === undefined) return null;
  const props = { opened, asking, debrief };
  return (
    <section aria-labelledby="debrief">
      <h2 id="debrief">{t('training.debrief')}</h2>
      <Result {...props} />
      <Differences {...props} />
      <h2>{t('training.steps')}</h2>
      <ol>
        {debrief.routine.steps.map((due) => (
          <StepLine key={due.step.id} {...props} due={due} />
        ))}
      </ol>
      {debrief.extra.length > 0 && (
        <p>
          {t('training.extra', {
            steps: debrief.extra
              .map(({ step }) => wording(opened.pack, step.title).text)
              .join(', '),
          })}
        </p>
      )}
      <p class="muted">{t('training.note')}</p>
    </section>
  );
}
