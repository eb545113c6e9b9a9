import { type Form, textOf, type Value, valuesOf } from '../../questionnaire/index.ts';
import { outcomeNow } from '../outcome-now.ts';
import { type Asking, language, type Opened } from '../state.ts';
import { t, wording } from '../text.ts';
import type { Plan } from '../visit/plan.ts';

function written(form: Form, linkId: string, [value]: readonly Value[]): string {
  if (value === undefined || typeof value.value !== 'string') return '';
  return `${textOf(form, linkId, language.value).text} ${value.value}`;
}

function referralText({ pack }: Opened, plan: Plan): string {
  if (plan.way === 'note') return '';
  const { referral } = plan;
  if (referral.state === 'written') {
    return t('summary.referral', { service: wording(pack, referral.service.name).text });
  }
  const because = referral.state === 'server-cannot' ? referral.state : referral.because;
  return because === 'nothing-chosen' ? '' : t(`summary.noReferral.${because}`);
}

/** What is about to be saved, in words; never the answers themselves. */
export function Summary({
  opened,
  asking,
  plan,
}: {
  readonly opened: Opened;
  readonly asking: Asking;
  readonly plan: Plan;
}) {
  const { pack } = opened;
  const { form, answers } = asking;
  const outcome = outcomeNow(opened, asking);
  const { agreement, gate } = pack;
  const planned = [gate.items.nextPerson, gate.items.nextDate, agreement.person, agreement.date];
  const reason = gate.reasons.find(({ code }) => code === outcome.notAsked);
  const lines = [
    t(`results.${outcome.result}`),
    reason ? wording(pack, reason.text).text : '',
    outcome.concern ? t('summary.concern') : '',
    referralText(opened, plan),
    ...planned.map((linkId) => written(form, linkId, valuesOf(form, answers, linkId))),
    t('summary.neverThere'),
  ];
  return (
    <ul class="tasks">
      {lines.filter(Boolean).map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
