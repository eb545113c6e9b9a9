import { useState } from 'preact/hooks';
import type { FollowUpChoice } from '../../record/index.ts';
import { saveFollowUp, taskOf } from '../moves/follow.ts';
import { go } from '../moves/go.ts';
import { Choices } from '../parts/choices.tsx';
import { Clinical } from '../parts/clinical.tsx';
import { DeliberateButton } from '../parts/deliberate-button.tsx';
import { BackButton, Doors } from '../parts/doors.tsx';
import { Frame } from '../parts/frame.tsx';
import { following, notice } from '../state.ts';
import { t } from '../text.ts';
import type { ScreenProps } from './screen-props.ts';

const parts = ['contact', 'support', 'outcome'] as const;
type Chosen = Partial<FollowUpChoice>;

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
        <Choices
          key={part}
          legend={<Clinical pack={pack} words={pack.followUp[part].text} />}
          options={pack.followUp[part].options.map(({ code, text }) => ({
            code,
            label: <Clinical pack={pack} words={text} />,
          }))}
          chosen={chosen[part]}
          choose={(code) => setChosen({ ...chosen, [part]: code })}
        />
      ))}
    </Frame>
  );
}
