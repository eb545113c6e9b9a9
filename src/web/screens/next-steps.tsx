import { go } from '../moves/go.ts';
import { outcomeNow } from '../outcome-now.ts';
import { BackButton, Doors } from '../parts/doors.tsx';
import { Frame } from '../parts/frame.tsx';
import { GoOnButton } from '../parts/go-on-button.tsx';
import { MunicipalityChooser } from '../parts/municipality-chooser.tsx';
import { Question } from '../parts/question.tsx';
import { SayBox } from '../parts/say-box.tsx';
import { StepCard } from '../parts/step-card.tsx';
import { Why } from '../parts/why.tsx';
import { t } from '../text.ts';
import type { ScreenProps } from './screen-props.ts';

/** After the answers: what to say first, then what to do, in order. The clinician's own concern never changes the result. */
export function NextSteps({ opened, asking }: ScreenProps) {
  const { pack } = opened;
  const outcome = outcomeNow(opened, asking);
  const { result } = outcome;
  return (
    <Frame
      at="next"
      title={t('next.title')}
      foot={
        <>
          <GoOnButton onPress={() => go({ type: 'review' })}>{t('next.toSave')}</GoOnButton>
          <Doors first={<BackButton />} />
        </>
      }
    >
      <SayBox pack={pack} words={[pack.say[result]]} />
      <div class="result">
        <p>{t(`results.${result}`)}</p>
        {outcome.qualifiers.map((each) => (
          <p key={each}>{t(`qualifiers.${each}`)}</p>
        ))}
        <Why pack={pack} asking={asking} reasons={outcome.reasons} />
      </div>
      {result !== 'positive' && <Question asking={asking} linkId={pack.questions.concern} />}
      <MunicipalityChooser
        opened={opened}
        roles={outcome.steps.flatMap(({ step }) => step.services ?? [])}
      />
      {outcome.steps.map((due, index) => (
        <StepCard key={due.step.id} opened={opened} asking={asking} due={due} number={index + 1} />
      ))}
    </Frame>
  );
}
