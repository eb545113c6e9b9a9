import { useState } from 'preact/hooks';
import type { FollowUpChoice } from '../../record/index.ts';
import type { FollowUp, Pack } from '../../routine/index.ts';
import { saveFollowUp, taskOf } from '../moves/follow.ts';
import { go } from '../moves/go.ts';
import { Clinical } from '../parts/clinical.tsx';
import { DeliberateButton } from '../parts/deliberate-button.tsx';
import { BackButton, Doors } from '../parts/doors.tsx';
import { Frame } from '../parts/frame.tsx';
import { anyName, quiet } from '../parts/quiet.ts';
import { following, notice } from '../state.ts';
import { t } from '../text.ts';
import type { ScreenProps } from './screen-props.ts';

const parts = ['contact', 'support', 'outcome'] as const;
type Chosen = Partial<FollowUpChoice>;

type FieldProps = {
  readonly pack: Pack;
  readonly question: FollowUp[(typeof parts)[number]];
  readonly chosen: string | undefined;
  readonly choose: (code: string) => void;
};

function Field({ pack, question, chosen, choose }: FieldProps) {
  const [name] = useState(anyName);
  return (
    <fieldset class="question">
      <legend>
        <Clinical pack={pack} words={question.text} />
      </legend>
      <div class="options list">
        {question.options.map(({ code, text }) => (
          <label key={code} class="option">
            <input
              ref={quiet}
              type="radio"
              name={name}
              checked={chosen === code}
              onChange={() => choose(code)}
            />
            <Clinical class="face" pack={pack} words={text} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const isWhole = (chosen: Chosen): chosen is FollowUpChoice =>
  parts.every((part) => chosen[part] !== undefined);

type State = 'open' | 'incomplete' | 'saving' | 'ok' | 'conflict' | 'failed';

/** Contact held, support accepted, outcome: written on the referral's Task. */
export function FollowUpScreen({ opened }: ScreenProps) {
  const [chosen, setChosen] = useState<Chosen>({});
  const [state, setState] = useState<State>('open');
  const { pack } = opened;
  const task = taskOf(following.value);
  const save = async (): Promise<void> => {
    if (task === undefined || !isWhole(chosen)) return setState('incomplete');
    setState('saving');
    const done = await saveFollowUp(opened, task, chosen);
    setState(done);
    notice.value = t(`followUp.${done}`);
  };
  return (
    <Frame
      at="prepare"
      title={t('followUp.title')}
      foot={
        <>
          {state === 'ok' ? (
            <button type="button" class="big" onClick={() => go({ type: 'begin-questions' })}>
              {t('earlier.begin')}
            </button>
          ) : (
            <DeliberateButton disabled={state === 'saving'} onPress={() => void save()}>
              {t('followUp.save')}
            </DeliberateButton>
          )}
          <Doors first={<BackButton />} />
        </>
      }
    >
      {state !== 'open' && <p class="notice">{t(`followUp.${state}`)}</p>}
      {parts.map((part) => (
        <Field
          key={part}
          pack={pack}
          question={pack.followUp[part]}
          chosen={chosen[part]}
          choose={(code) => setChosen({ ...chosen, [part]: code })}
        />
      ))}
    </Frame>
  );
}
