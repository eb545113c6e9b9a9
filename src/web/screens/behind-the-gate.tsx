import type { JSX } from 'preact';
import { Frame } from '../parts/frame.tsx';
import { asking, opened, visit } from '../state.ts';
import { t } from '../text.ts';
import type { Stage } from '../visit/visit.ts';
import { DeliveryScreen } from './delivery.tsx';
import { Door } from './door.tsx';
import { EarlierScreen } from './earlier.tsx';
import { FollowUpScreen } from './follow-up.tsx';
import { NextSteps } from './next-steps.tsx';
import { NotAsked } from './not-asked.tsx';
import { OccasionScreen } from './occasion.tsx';
import { PatientQuestions } from './patient-questions.tsx';
import { Questions } from './questions.tsx';
import { Review } from './review.tsx';
import type { ScreenProps } from './screen-props.ts';

const screens: Readonly<
  Record<Exclude<Stage, 'gate'>, (props: ScreenProps) => JSX.Element | null>
> = {
  earlier: EarlierScreen,
  occasion: OccasionScreen,
  'follow-up': FollowUpScreen,
  questions: Questions,
  next: NextSteps,
  'not-asked': NotAsked,
  review: Review,
  delivery: DeliveryScreen,
};

/** Every screen but the gate and the cover. */
export function BehindTheGate() {
  const now = opened.value;
  const { door, stage, patientAnswers } = visit.value;
  if (now === undefined) return null;
  if (door !== undefined) return <Door opened={now} name={door} />;
  if (asking.value === undefined || stage === 'gate') {
    return (
      <Frame title={t('wait')} foot={null}>
        {null}
      </Frame>
    );
  }
  const Screen = patientAnswers ? PatientQuestions : screens[stage];
  return <Screen key={stage} opened={now} asking={asking.value} />;
}
