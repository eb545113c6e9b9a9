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
import { capability, type Opened, revising } from '../state.ts';
import { t } from '../text.ts';
import type { Plan } from '../visit/plan.ts';
import type { ScreenProps } from './screen-props.ts';

function Because({ plan }: { readonly plan: Plan }) {
  return (
    <ul>
      {plan.because.map((each) => (
        <li key={each}>{t(`because.${each}`)}</li>
      ))}
    </ul>
  );
}

/** The way it goes, and why not a better one. */
function How({ plan, opened }: { readonly plan: Plan; readonly opened: Opened }) {
  const { Instead } = opened.apart ?? {};
  if (Instead) return <Instead />;
  switch (plan.way) {
    case 'transaction':
      return <p class="muted">{t('review.how.transaction')}</p>;
    case 'singles':
    case 'document':
      return (
        <div class="notice">
          <p>{t(`review.how.${plan.way}`)}</p>
          <Because plan={plan} />
        </div>
      );
    case 'note':
      return (
        <>
          <div class="notice">
            <p>{t('review.notBecause')}</p>
            <Because plan={plan} />
          </div>
          <p>{t('review.noteFor', { name: opened.session.patient.name })}</p>
        </>
      );
  }
}

function titleOf(plan: Plan, name: string): string {
  if (plan.way === 'note') return t('review.notSaved');
  return revising.value ? t('review.titleAmended', { name }) : t('review.title', { name });
}

/** Before anything is written: what, how, on whom, and who will see it. Enter never saves. */
export function Review({ opened, asking }: ScreenProps) {
  const [noteShown, showNote] = useState(false);
  const { name } = opened.session.patient;
  const plan = planNow(opened, asking);
  const { Finish } = opened.apart ?? {};
  const saves = plan.way !== 'note';
  const noteIsAll = plan.way === 'note' || plan.way === 'document';
  useEffect(() => {
    if (capability.peek() === undefined) void askCapability(opened);
  }, [opened]);
  return (
    <Frame
      at="save"
      title={titleOf(plan, name)}
      foot={
        <>
          {saves && (
            <DeliberateButton onPress={() => save(opened, asking)}>
              {t('review.save')}
            </DeliberateButton>
          )}
          {!noteIsAll && !noteShown && (
            <button type="button" onClick={() => showNote(true)}>
              {t('review.showNote')}
            </button>
          )}
          {Finish && <Finish />}
          <Doors first={<BackButton />} />
        </>
      }
    >
      {!saves && <How plan={plan} opened={opened} />}
      <Summary opened={opened} asking={asking} plan={plan} />
      {saves && <How plan={plan} opened={opened} />}
      {(noteShown || noteIsAll) && <NoteBox text={noteNow(opened, asking)} />}
      {!Finish && <Readers site={opened.site} />}
    </Frame>
  );
}
