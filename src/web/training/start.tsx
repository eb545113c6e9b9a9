import { useEffect, useState } from 'preact/hooks';
import { begin } from '../alone/begin.ts';
import { type StartProps, tellFault } from '../alone/open-page.tsx';
import { firstOf, PickRoutine } from '../alone/pick-routine.tsx';
import { EmptyPage } from '../alone/review-words.tsx';
import { Choices } from '../parts/choices.tsx';
import { Frame } from '../parts/frame.tsx';
import { GoOnButton } from '../parts/go-on-button.tsx';
import { Languages } from '../parts/languages.tsx';
import { t } from '../text.ts';
import { DebriefView } from './debrief-view.tsx';
import { beginningOf, type Exercise, readExercises } from './exercise.ts';
import { Panel } from './panel.tsx';

/** Somebody who practises may sit and think; nobody's secret is on the screen. */
const coverAfterSeconds = 1_800;

/** Nothing in the name tells how it ends. */
function nameOf({ number, given: { person, age } }: Exercise): string {
  if (person) return t('training.named', { name: person.name, age: person.age });
  return age === undefined
    ? t('training.nameless', { number })
    : t('training.aged', { number, age });
}

function practise(routine: string, audience: string, exercise: Exercise): void {
  const apart = {
    Mark: () => (
      <>
        <b>{t('training.mark')}</b>
        <span>{nameOf(exercise)}</span>
      </>
    ),
    Beside: () => <Panel exercise={exercise} />,
    Instead: () => <DebriefView exercise={exercise} />,
    Finish: () => <EmptyPage text={t('training.again')} />,
  };
  const today = new Date().toISOString().slice(0, 10);
  const from = {
    routine,
    audience,
    apart,
    coverAfterSeconds,
    practice: true as const,
    ...beginningOf(exercise.given, today),
  };
  begin(from).catch(tellFault);
}

function Patients({
  exercises,
  chosen,
  choose,
}: {
  readonly exercises: readonly Exercise[];
  readonly chosen: number;
  readonly choose: (number: number) => void;
}) {
  return (
    <Choices
      legend={t('training.patient')}
      options={exercises.map((each) => ({ code: String(each.number), label: nameOf(each) }))}
      chosen={String(chosen)}
      choose={(code) => choose(Number(code))}
    />
  );
}

/** Which routine to practise, then which patient to meet. */
export function Start({ routines }: StartProps) {
  const [first] = routines;
  const [chosen, choose] = useState(first && firstOf(first));
  const [exercises, show] = useState<readonly Exercise[]>([]);
  const [number, pick] = useState(1);
  const [routine, audience] = [chosen?.routine.id ?? '', chosen?.audience ?? ''];
  useEffect(() => {
    pick(1);
    readExercises(routine, audience).then(show, tellFault);
  }, [routine, audience]);
  const storied = exercises.filter(({ given }) => given.person);
  const short = exercises.filter(({ given }) => !given.person);
  const exercise = exercises.find((each) => each.number === number);
  if (chosen === undefined) return null;
  return (
    <Frame
      title={t('training.title')}
      foot={
        <GoOnButton onPress={() => exercise && practise(routine, audience, exercise)}>
          {t('training.begin')}
        </GoOnButton>
      }
    >
      <p>{t('training.lead')}</p>
      <p class="notice">{t('training.nothing')}</p>
      <PickRoutine routines={routines} chosen={chosen} choose={choose} at={firstOf} />
      <Patients exercises={storied} chosen={number} choose={pick} />
      {short.length > 0 && (
        <details>
          <summary>{t('training.more', { count: short.length })}</summary>
          <Patients exercises={short} chosen={number} choose={pick} />
        </details>
      )}
      <Languages opened={{ pack: chosen.routine }} />
    </Frame>
  );
}
