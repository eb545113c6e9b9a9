import type { OpenReferral } from '../../record/index.ts';
import { go } from '../moves/go.ts';
import { Doors } from '../parts/doors.tsx';
import { Frame } from '../parts/frame.tsx';
import { GoOnButton } from '../parts/go-on-button.tsx';
import { following, past } from '../state.ts';
import { t } from '../text.ts';

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

/** What was before: when and with which result, never an answer. */
export function EarlierScreen() {
  const found = past.value;
  if (found === undefined || found === 'unavailable') return null;
  return (
    <Frame
      at="prepare"
      title={t('earlier.title')}
      foot={
        <>
          <GoOnButton onPress={() => go({ type: 'begin-questions' })}>
            {t('earlier.begin')}
          </GoOnButton>
          <Doors />
        </>
      }
    >
      {found.openReferrals.map((referral) => (
        <Referral key={referral.task.id} referral={referral} />
      ))}
      {found.occasions.length > 0 && (
        <table class="plain">
          <caption>{t('earlier.occasions')}</caption>
          <tbody>
            {found.occasions.map(({ date, result }) => (
              <tr key={date}>
                <th scope="row">{date.slice(0, 10)}</th>
                <td>{t(`results.${result}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Frame>
  );
}
