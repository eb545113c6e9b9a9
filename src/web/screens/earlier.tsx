import type { EarlierOccasion, OpenReferral } from '../../record/index.ts';
import { beginToday } from '../moves/begin-today.ts';
import { discardDraft, resumeDraft } from '../moves/draft.ts';
import { go } from '../moves/go.ts';
import { openEarlier } from '../moves/open-earlier.ts';
import { Doors } from '../parts/doors.tsx';
import { Frame } from '../parts/frame.tsx';
import { GoOnButton } from '../parts/go-on-button.tsx';
import { following, foundDraft, past } from '../state.ts';
import { t } from '../text.ts';
import type { ScreenProps } from './screen-props.ts';

function Referral({ referral }: { readonly referral: OpenReferral }) {
  const { task, authoredOn, service } = referral;
  const open = (): void => {
    following.value = task.id;
    go({ type: 'follow-up' });
  };
  return (
    <section class="step body">
      <h2>{t('earlier.referral')}</h2>
      <p>{[service, authoredOn?.slice(0, 10)].filter(Boolean).join(', ')}</p>
      <button type="button" onClick={open}>
        {t('earlier.followUp')}
      </button>
    </section>
  );
}

/** What this person began on this patient and did not finish. */
function FoundDraft({ opened, asking }: ScreenProps) {
  const found = foundDraft.value;
  if (found === undefined) return null;
  const date = found.authored?.slice(0, 16).replace('T', ' ') ?? '';
  const resume = (): void => {
    resumeDraft(opened, asking);
    go({ type: 'begin-questions' });
  };
  return (
    <section class="step body">
      <h2>{t('draft.found', { date })}</h2>
      <div class="row">
        <button type="button" onClick={resume}>
          {t('draft.resume')}
        </button>
        <button type="button" onClick={() => void discardDraft(opened)}>
          {t('draft.discard')}
        </button>
      </div>
    </section>
  );
}

type OccasionsProps = Pick<ScreenProps, 'opened'> & {
  readonly occasions: readonly EarlierOccasion[];
};

function Occasions({ opened, occasions }: OccasionsProps) {
  if (occasions.length === 0) return null;
  return (
    <table class="plain">
      <caption>{t('earlier.occasions')}</caption>
      <tbody>
        {occasions.map((each) => (
          <tr key={each.key ?? each.date}>
            <th scope="row">{each.date.slice(0, 10)}</th>
            <td>{t(`results.${each.result}`)}</td>
            <td>
              {each.key !== undefined && (
                <button
                  type="button"
                  class="quiet"
                  aria-label={`${t('earlier.open')} ${each.date.slice(0, 10)}`}
                  onClick={() => void openEarlier(opened, each)}
                >
                  {t('earlier.open')}
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What was before: when and with which result, never an answer. */
export function EarlierScreen({ opened, asking }: ScreenProps) {
  const found = past.value === 'unavailable' ? undefined : past.value;
  return (
    <Frame
      at="prepare"
      title={t('earlier.title')}
      foot={
        <>
          <GoOnButton onPress={() => beginToday(opened)}>{t('earlier.begin')}</GoOnButton>
          <Doors />
        </>
      }
    >
      {past.value === 'unavailable' && <p class="notice">{t('earlier.unavailable')}</p>}
      <FoundDraft opened={opened} asking={asking} />
      {found?.openReferrals.map((referral) => (
        <Referral key={referral.task.id} referral={referral} />
      ))}
      <Occasions opened={opened} occasions={found?.occasions ?? []} />
    </Frame>
  );
}
