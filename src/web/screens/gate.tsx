import { faultOf } from '../fault-of.ts';
import { fetchLater } from '../fetch-later.ts';
import { go } from '../moves/go.ts';
import { stop } from '../moves/stop.ts';
import { Clinical } from '../parts/clinical.tsx';
import { DeliberateButton } from '../parts/deliberate-button.tsx';
import { Doors } from '../parts/doors.tsx';
import { Frame } from '../parts/frame.tsx';
import { SayBox } from '../parts/say-box.tsx';
import { notice, type Opened } from '../state.ts';
import { t } from '../text.ts';

/** The screens behind may still be on their way on a slow network; then the gate opens when they are here. */
async function pass(): Promise<void> {
  notice.value = t('wait');
  try {
    await (await fetchLater()).passGate();
  } catch (error) {
    stop(faultOf(error));
  }
}

/** Nothing here tells what the questions are about. */
export function Gate({ opened }: { readonly opened: Opened }) {
  const { pack, session } = opened;
  return (
    <Frame
      at="prepare"
      title={t('gate.title')}
      foot={
        <>
          <DeliberateButton onPress={() => void pass()}>{t('gate.yes')}</DeliberateButton>
          <button type="button" onClick={() => go({ type: 'not-today' })}>
            {t('gate.no')}
          </button>
          <Doors />
        </>
      }
    >
      {session.patient.interpreterNeeded && (
        <p class="notice">{t('gate.interpreter', { language: session.patient.language ?? '' })}</p>
      )}
      <ul class="conditions">
        {pack.gate.conditions.map(({ item, text }) => (
          <Clinical key={item} as="li" pack={pack} words={text} />
        ))}
      </ul>
      <details>
        <summary>{t('gate.howAlone')}</summary>
        <SayBox pack={pack} words={[pack.gate.say]} />
      </details>
      <Clinical as="p" class="muted" pack={pack} words={pack.gate.otherwise} />
      <p class="muted">{t('gate.noEnter')}</p>
    </Frame>
  );
}
