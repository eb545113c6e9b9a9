import { useState } from 'preact/hooks';
import { neededBeforeEnd } from '../../guidance/index.ts';
import { textOf, valuesOf } from '../../questionnaire/index.ts';
import { go } from '../moves/go.ts';
import { outcomeNow } from '../outcome-now.ts';
import { Clinical } from '../parts/clinical.tsx';
import { BackButton, Doors } from '../parts/doors.tsx';
import { Frame } from '../parts/frame.tsx';
import { GoOnButton } from '../parts/go-on-button.tsx';
import { Question } from '../parts/question.tsx';
import { anyName, quiet } from '../parts/quiet.ts';
import { StepCard } from '../parts/step-card.tsx';
import { type Asking, language, visit } from '../state.ts';
import { t } from '../text.ts';
import type { ScreenProps } from './screen-props.ts';

function codeOf({ form, answers }: Asking, linkId: string): string | undefined {
  const [value] = valuesOf(form, answers, linkId);
  return value?.type === 'coding' ? value.value.code : undefined;
}

function Route() {
  const { route } = visit.value;
  return (
    <label class="tick">
      <input
        ref={quiet}
        type="checkbox"
        name={anyName()}
        checked={route === 'indication'}
        onChange={({ currentTarget }) =>
          go({ type: 'route', route: currentTarget.checked ? 'indication' : 'routine' })
        }
      />
      <span>{t('notAsked.indication')}</span>
    </label>
  );
}

/** No questions today: why, and what instead. Nothing on this screen tells what they are about. */
export function NotAsked({ opened, asking }: ScreenProps) {
  const { pack } = opened;
  const [checked, setChecked] = useState(false);
  const { reason, nextDate, nextPerson } = pack.gate.items;
  const outcome = outcomeNow(opened, asking);
  const needed = neededBeforeEnd(pack, outcome).filter(
    (linkId) => valuesOf(asking.form, asking.answers, linkId).length === 0,
  );
  const chosen = pack.gate.reasons.find(({ code }) => code === codeOf(asking, reason));
  const offered = new Set<string>(pack.gate.reasons.map(({ code }) => code));
  const plans = outcome.steps.filter(({ step }) =>
    step.items?.some((linkId) => linkId === nextPerson || linkId === nextDate),
  );
  const goOn = (): void => {
    if (needed.length === 0) go({ type: 'review' });
    else setChecked(true);
  };
  return (
    <Frame
      at="prepare"
      title={t('notAsked.title')}
      foot={
        <>
          <GoOnButton onPress={goOn}>{t('next.toSave')}</GoOnButton>
          <Doors first={<BackButton />} />
        </>
      }
    >
      {checked && needed.length > 0 && (
        <p class="notice" role="alert">
          {t('notAsked.needed')}{' '}
          {needed.map((linkId) => textOf(asking.form, linkId, language.value).text).join(' ')}
        </p>
      )}
      <Question asking={asking} linkId={reason} only={offered} />
      {chosen?.nextTime && <Clinical as="p" class="notice" pack={pack} words={chosen.nextTime} />}
      <Route />
      {plans.map((due, index) => (
        <StepCard key={due.step.id} opened={opened} asking={asking} due={due} number={index + 1} />
      ))}
      {plans.length === 0 && (
        <>
          <Question asking={asking} linkId={nextPerson} />
          <Question asking={asking} linkId={nextDate} />
        </>
      )}
    </Frame>
  );
}
