import { useState } from 'preact/hooks';
import type { ChartFact } from '../../routine/index.ts';
import type { Apart } from '../apart.ts';
import { Choices } from '../parts/choices.tsx';
import { Frame } from '../parts/frame.tsx';
import { GoOnButton } from '../parts/go-on-button.tsx';
import { Languages } from '../parts/languages.tsx';
import { quiet } from '../parts/quiet.ts';
import { t } from '../text.ts';
import { begin } from './begin.ts';
import { type StartProps, tellFault } from './open-page.tsx';
import { PickRoutine, undecided } from './pick-routine.tsx';
import { EmptyPage, NotSaved } from './review-words.tsx';

const routes = ['routine', 'indication'] as const;
const known = ['pregnant', 'protected-identity', 'interpreter'] as const;

/** Seconds without anybody near. */
const coverAfterSeconds = 60;

const apart: Omit<Apart, 'facts'> = {
  Mark: () => <b>{t('alone.mark')}</b>,
  Instead: NotSaved,
  Finish: () => <EmptyPage text={t('alone.finish')} />,
};

function Known({
  facts,
  choose,
}: {
  readonly facts: readonly ChartFact[];
  readonly choose: (facts: readonly ChartFact[]) => void;
}) {
  return (
    <fieldset class="question">
      <legend>{t('alone.known')}</legend>
      <div class="options list">
        {known.map((fact) => (
          <label key={fact} class="option">
            <input
              ref={quiet}
              type="checkbox"
              checked={facts.includes(fact)}
              onChange={({ currentTarget: { checked } }) =>
                choose(checked ? [...facts, fact] : facts.filter((each) => each !== fact))
              }
            />
            <span class="face">{t(`alone.facts.${fact}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** What an EHR would have said: which routine, whom it concerns, why, and what is known. No name is asked for. */
export function Start({ routines }: StartProps) {
  const [first] = routines;
  const [chosen, choose] = useState(first && undecided(first));
  const [asked, ask] = useState(false);
  const [route, chooseRoute] = useState<(typeof routes)[number]>('routine');
  const [facts, chooseFacts] = useState<readonly ChartFact[]>([]);
  if (chosen === undefined) return null;
  const open = (): void => {
    const { routine, audience } = chosen;
    if (audience === '') {
      ask(true);
      return;
    }
    begin({ routine: routine.id, audience, route, facts, apart, coverAfterSeconds }).catch(
      tellFault,
    );
  };
  return (
    <Frame
      title={t('alone.title')}
      foot={<GoOnButton onPress={open}>{t('alone.begin')}</GoOnButton>}
    >
      <p>{t('alone.lead')}</p>
      <p class="notice">{t('alone.nothing')}</p>
      <PickRoutine routines={routines} chosen={chosen} choose={choose} at={undecided} />
      <p role="alert">{asked && chosen.audience === '' && <b>{t('alone.choose')}</b>}</p>
      <Choices
        legend={t('alone.route')}
        options={routes.map((code) => ({ code, label: t(`alone.routes.${code}`) }))}
        chosen={route}
        choose={chooseRoute}
      />
      <Known facts={facts} choose={chooseFacts} />
      <Languages opened={{ pack: chosen.routine }} />
    </Frame>
  );
}
