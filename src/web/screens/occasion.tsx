import { amendEarlier, answersOf, targetOf } from '../moves/open-earlier.ts';
import { takeBack } from '../moves/save.ts';
import { BackButton, Doors } from '../parts/doors.tsx';
import { Frame } from '../parts/frame.tsx';
import { RevisePanels } from '../parts/revise-panel.tsx';
import { type Opening, opening } from '../state.ts';
import { t } from '../text.ts';
import type { ScreenProps } from './screen-props.ts';

function Panels({ opened, asking, found }: ScreenProps & { readonly found: Opening }) {
  const target = targetOf(found);
  if (found.standing === 'unavailable') return <p class="notice">{t('earlier.unavailable')}</p>;
  if (target === undefined) return <p class="muted">{t('wait')}</p>;
  const fits = answersOf(found, asking) !== undefined;
  return (
    <RevisePanels
      opened={opened}
      target={target}
      amend={fits ? (reason) => amendEarlier(asking, found, reason) : undefined}
      takeBack={(reason) => takeBack(opened, reason, target)}
    />
  );
}

/** One earlier occasion, to be changed or taken back: still only when, and how it came out. */
export function OccasionScreen({ opened, asking }: ScreenProps) {
  const found = opening.value;
  if (found === undefined) return null;
  const { date, result } = found.occasion;
  return (
    <Frame
      at="prepare"
      title={t('earlier.occasion', { date: date.slice(0, 10) })}
      foot={<Doors first={<BackButton />} />}
    >
      <p>{t(`results.${result}`)}</p>
      <Panels opened={opened} asking={asking} found={found} />
    </Frame>
  );
}
