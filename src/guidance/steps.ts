import type { Alert, Pack, Step, Urgency } from '../routine/index.ts';
import { cite } from './cite.ts';
import { holds, type Situation } from './holds.ts';
import type { DueAlert, DueStep, Reason, SignCount } from './outcome.ts';

type Rule = Pick<Alert, 'id' | 'when' | 'why' | 'source'>;

type Setting = { readonly pack: Pack; readonly situation: Situation; readonly today: string };

const order: readonly Urgency[] = ['now', 'today', 'planned'];

function reasonFor(rule: Rule, { pack, situation, today }: Setting): Reason | undefined {
  const answers = holds(rule.when, situation);
  if (answers === undefined) return undefined;
  return { rule: rule.id, why: rule.why, answers, citation: cite(pack, rule.source, today) };
}

function countSigns(step: Step, { pack, situation, today }: Setting): SignCount | undefined {
  const { count } = step;
  if (count === undefined) return undefined;
  const isYes = (question: string): boolean => situation.kindOf(question) === 'yes';
  const yes = count.of.filter((sign) => [sign, ...(count.orAnsweredBy?.[sign] ?? [])].some(isYes));
  return {
    yes: yes.length,
    of: count.of.length,
    high: yes.length >= count.highFrom,
    citation: cite(pack, count.source, today),
  };
}

function mostUrgent(step: Step, alerts: readonly DueAlert[]): Urgency {
  const all = [step.urgency, ...alerts.map(({ alert }) => alert.urgency)];
  return order.find((urgency) => all.includes(urgency)) ?? step.urgency;
}

function due(step: Step, setting: Setting): DueStep | undefined {
  const reasons = step.rules.flatMap((rule) => reasonFor(rule, setting) ?? []);
  if (reasons.length === 0) return undefined;
  const alerts = (step.alerts ?? []).flatMap((alert) => {
    const reason = reasonFor(alert, setting);
    return reason === undefined ? [] : [{ alert, reason }];
  });
  const count = countSigns(step, setting);
  const found = { step, urgency: mostUrgent(step, alerts), reasons, alerts };
  return count === undefined ? found : { ...found, count };
}

/** The steps that are due, in the order of the pack; urgency is shown, it never reorders. */
export function dueSteps(setting: Setting): readonly DueStep[] {
  return setting.pack.steps.flatMap((step) => due(step, setting) ?? []);
}
