import { answerKind } from '../../guidance/index.ts';
import { type Form, isEnabled, textOf, type Value, valuesOf } from '../../questionnaire/index.ts';
import { outcomeNow } from '../outcome-now.ts';
import { type Asking, language, type Opened } from '../state.ts';
import { t, wording } from '../text.ts';
import type { Plan } from '../visit/plan.ts';

function written(form: Form, linkId: string, [value]: readonly Value[]): string {
  if (value === undefined || typeof value.value !== 'string') return '';
  return `${textOf(form, linkId, language.value).text} ${value.value}`;
}

/** The referral with what goes with it, or why there is none. */
function referralLines({ pack }: Opened, { form, answers }: Asking, plan: Plan): readonly string[] {
  if (plan.way === 'note' || plan.way === 'document') return [];
  const { referral } = plan;
  if (referral.state === 'written') {
    const safe = answerKind(form, answers, pack.agreement.safeToContact) === 'yes';
    return [
      t('summary.referral', { service: wording(pack, referral.service.name).text }),
      safe ? '' : t('summary.noContact'),
    ];
  }
  const because = referral.state === 'server-cannot' ? referral.state : referral.because;
  return because === 'nothing-chosen' ? [] : [t(`summary.noReferral.${because}`)];
}

/** How many questions have an answer: all of them go into the record, those of the next steps too. */
function answered({ form, answers }: Asking, { pack }: Opened): number {
  const gate = new Set(pack.gate.conditions.map(({ item }) => item));
  const said = form.all.filter(
    ({ linkId }) =>
      !gate.has(linkId) &&
      isEnabled(form, answers, linkId) &&
      valuesOf(form, answers, linkId).length > 0,
  );
  return said.length;
}

function gateText(opened: Opened, { form, answers }: Asking): string {
  const { conditions } = opened.pack.gate;
  const held = conditions.every(({ item }) => answerKind(form, answers, item) === 'yes');
  return held ? t('summary.alone') : '';
}

type Props = { readonly opened: Opened; readonly asking: Asking; readonly plan: Plan };

/** What is about to be saved, all of it, in words; never the answers themselves. */
export function Summary({ opened, asking, plan }: Props) {
  const { pack, site } = opened;
  const { form, answers } = asking;
  const outcome = outcomeNow(opened, asking);
  const { agreement, gate } = pack;
  const isRecord = plan.way === 'transaction' || plan.way === 'singles';
  const planned = [gate.items.nextPerson, gate.items.nextDate, agreement.person, agreement.date];
  const reason = gate.reasons.find(({ code }) => code === outcome.notAsked);
  const where = plan.way === 'document' ? site?.landing?.document?.where : site?.landing?.where;
  const lines = [
    gateText(opened, asking),
    t(`results.${outcome.result}`),
    reason ? wording(pack, reason.text).text : '',
    isRecord ? t('summary.answers', { number: answered(asking, opened) }) : '',
    outcome.concern ? t('summary.concern') : '',
    ...referralLines(opened, asking, plan),
    ...planned.map((linkId) => written(form, linkId, valuesOf(form, answers, linkId))),
    isRecord ? t('summary.who') : '',
    plan.way === 'note' || where === undefined ? '' : t('summary.where', { where }),
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
