import { signal } from '@preact/signals';
import { textOf } from '../../questionnaire/index.ts';
import { Choices } from '../parts/choices.tsx';
import { Clinical } from '../parts/clinical.tsx';
import {
  type Asking,
  asking as askingNow,
  language,
  type Opened,
  opened as openedNow,
  visit,
} from '../state.ts';
import { t, wording } from '../text.ts';
import type { Stage } from '../visit/visit.ts';
import type { Exercise } from './exercise.ts';
import { type Told, toldIn } from './told.ts';

/** How the learner has chosen to ask. */
const asks = signal<'kind' | 'clumsy' | undefined>(undefined);

type Props = { readonly opened: Opened; readonly exercise: Exercise };

/** What is so in the room today. */
function Room({ opened, exercise }: Props) {
  const { pack } = opened;
  const { gate, answers } = exercise.given;
  const reason = pack.gate.reasons.find(({ code }) => code === answers[pack.gate.items.reason]);
  if (reason?.code === 'interrupted') return <p>{t('training.interrupted')}</p>;
  const wrong = pack.gate.conditions.filter(({ item }) => answers[item] === 'no');
  return (
    <>
      <p>{t(gate === 'passed' && !reason ? 'training.fits' : 'training.notFits')}</p>
      {reason && <p>{t('training.reason', { reason: wording(pack, reason.text).text })}</p>}
      {wrong.length > 0 && (
        <ul>
          {wrong.map(({ item, text }) => (
            <li key={item}>
              <s>
                <Clinical pack={pack} words={text} />
              </s>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Lines({ asking, told }: { readonly asking: Asking; readonly told: readonly Told[] }) {
  return (
    <ul>
      {told.map(({ linkId, label }) => (
        <li key={linkId}>
          {textOf(asking.form, linkId, language.value).text} <b>{label}</b>
        </li>
      ))}
    </ul>
  );
}

/** What she says to the questions: those answered in a way of their own, and how the others are. */
function Answers({ opened, exercise, asking }: Props & { readonly asking: Asking }) {
  const { given } = exercise;
  const { asked } = toldIn(opened, asking, exercise);
  const own = asked.filter(({ linkId }) => given.answers[linkId] !== undefined);
  const rest = asked.find(({ linkId }) => given.answers[linkId] === undefined);
  return (
    <>
      <p>{t('training.answers')}</p>
      <Lines asking={asking} told={own} />
      <p>{rest ? t('training.others', { answer: rest.label }) : t('training.notPut')}</p>
    </>
  );
}

function Asked(props: Props & { readonly asking: Asking }) {
  const { opened, exercise } = props;
  const { person } = exercise.given;
  const words = person?.[asks.value === 'clumsy' ? 'ifClumsy' : 'ifKind'];
  if (person === undefined) return <Answers {...props} />;
  return (
    <>
      <Choices
        legend={t('training.how')}
        options={(['kind', 'clumsy'] as const).map((code) => ({
          code,
          label: t(`training.${code}`),
        }))}
        chosen={asks.value}
        choose={(code) => {
          asks.value = code;
        }}
      />
      <div role="status">
        {asks.value && words && <Clinical as="p" pack={opened.pack} words={words} />}
        {asks.value === 'clumsy' && <p>{t('training.noAnswers')}</p>}
        {asks.value === 'kind' && <Answers {...props} />}
      </div>
    </>
  );
}

function Further({ opened, exercise, asking }: Props & { readonly asking: Asking }) {
  const { further } = toldIn(opened, asking, exercise);
  if (further.length === 0) return null;
  return (
    <>
      <p>{t('training.further')}</p>
      <Lines asking={asking} told={further} />
    </>
  );
}

function Now({
  stage,
  asking,
  ...props
}: Props & { readonly stage: Stage; readonly asking: Asking | undefined }) {
  const { opened, exercise } = props;
  const { person } = exercise.given;
  if (stage === 'gate' || stage === 'not-asked' || asking === undefined) {
    return (
      <>
        {person && <Clinical as="p" pack={opened.pack} words={person.story} />}
        <Room {...props} />
        {stage === 'not-asked' && asking && <Further asking={asking} {...props} />}
      </>
    );
  }
  if (stage === 'questions') return <Asked asking={asking} {...props} />;
  return stage === 'next' ? <Further asking={asking} {...props} /> : null;
}

/** The patient of the exercise, on the screen where the learner meets her. */
export function Panel({ exercise }: { readonly exercise: Exercise }) {
  const opened = openedNow.value;
  const { stage, door } = visit.value;
  if (opened === undefined || door !== undefined || stage === 'review') return null;
  return (
    <section class="notice" aria-label={t('training.panel')}>
      <Now opened={opened} exercise={exercise} stage={stage} asking={askingNow.value} />
    </section>
  );
}
