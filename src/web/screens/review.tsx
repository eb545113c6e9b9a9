import { useEffect, useState } from 'preact/hooks';
import { askCapability } from '../moves/prepare.ts';
import { save } from '../moves/save.ts';
import { DeliberateButton } from '../parts/deliberate-button.tsx';
import { BackButton, Doors } from '../parts/doors.tsx';
import { Frame } from '../parts/frame.tsx';
import { NoteBox } from '../parts/note-box.tsx';
import { Readers } from '../parts/readers.tsx';
import { Summary } from '../parts/summary.tsx';
import { noteNow, planNow } from '../plan-now.ts';
import { capability, type Opened } from '../state.ts';
import { t } from '../text.ts';
import type { Plan } from '../visit/plan.ts';
import type { ScreenProps } from './screen-props.ts';

type WhyProps = { readonly opened: Opened; readonly plan: Extract<Plan, { way: 'note' }> };

function WhyNot({ opened, plan }: WhyProps) {
  const { name } = opened.session.patient;
  const { Instead } = opened.apart ?? {};
  if (Instead) return <Instead />;
  return (
    <>
      <div class="notice">
        <p>{t('review.notBecause')}</p>
        <ul>
          {plan.because.map((each) => (
            <li key={each}>{t(`because.${each}`)}</li>
          ))}
        </ul>
      </div>
      <p>{t('review.noteFor', { name })}</p>
    </>
  );
}

/** Before anything is written: what, on whom, and who will see it. Enter never saves. */
export function Review({ opened, asking }: ScreenProps) {
  const [noteShown, showNote] = useState(false);
  const { name } = opened.session.patient;
  const plan = planNow(opened, asking);
  const { Finish } = opened.apart ?? {};
  const isRecord = plan.way === 'record';
  useEffect(() => {
    if (capability.peek() === undefined) void askCapability(opened);
  }, [opened]);
  return (
    <Frame
      at="save"
      title={isRecord ? t('review.title', { name }) : t('review.notSaved')}
      foot={
        <>
          {isRecord && (
            <DeliberateButton onPress={() => save(opened, asking)}>
              {t('review.save')}
            </DeliberateButton>
          )}
          {isRecord && !noteShown && (
            <button type="button" onClick={() => showNote(true)}>
              {t('review.showNote')}
            </button>
          )}
          {Finish && <Finish />}
          <Doors first={<BackButton />} />
        </>
      }
    >
      {!isRecord && <WhyNot opened={opened} plan={plan} />}
      <Summary opened={opened} asking={asking} plan={plan} />
      {(noteShown || !isRecord) && <NoteBox text={noteNow(opened, asking)} />}
      {!Finish && <Readers site={opened.site} />}
    </Frame>
  );
}
