import { type DueRule, monthsLater, type Trigger } from '../../routine/index.ts';
import type { Day } from './calendar.ts';
import type { NotDue } from './decision.ts';
import type { ChartFacts } from './facts.ts';
import { type Present, present } from './trigger.ts';

type Judged =
  | { readonly due: true; readonly reason: string }
  | { readonly due: false; readonly why: NotDue };

/** The day of the last occasion that completes this rule: a not-asked occasion never does. */
function lastCompleted(rule: DueRule, facts: ChartFacts): Day | undefined {
  return facts.occasions
    .filter(({ result }) => result !== 'not-asked' && rule.completedBy.includes(result))
    .map(({ day }) => day)
    .sort()
    .at(-1);
}

/** When what the rule calls one period began: the trigger's event, else the visit. */
const periodStart = (trigger: Present | undefined, facts: ChartFacts): Day | undefined =>
  trigger === undefined ? (facts.visit.start ?? facts.today) : trigger.since;

/** A period nobody dated is counted as asked already, rather than asked about twice. */
const askedSince = (start: Day | undefined, last: Day): boolean =>
  start === undefined || last >= start;

function against(
  rule: DueRule,
  trigger: Present | undefined,
  facts: ChartFacts,
): NotDue | undefined {
  const last = lastCompleted(rule, facts);
  if (last === undefined) return undefined;
  const { intervalMonths, oncePer } = rule;
  if (intervalMonths !== undefined && monthsLater(last, intervalMonths) > facts.today) {
    return 'within-interval';
  }
  if (oncePer !== undefined) {
    return askedSince(periodStart(trigger, facts), last) ? 'asked-this-period' : undefined;
  }
  if (intervalMonths !== undefined) return undefined;
  return trigger === undefined || askedSince(trigger.since, last) ? 'asked-since' : undefined;
}

function firstDue(rule: DueRule, found: readonly Present[], facts: ChartFacts): Judged {
  const judged = found.map((each): Judged => verdict(against(rule, each, facts), each.id));
  return judged.find(({ due }) => due) ?? judged[0] ?? { due: false, why: 'no-trigger' };
}

const verdict = (why: NotDue | undefined, reason: string): Judged =>
  why === undefined ? { due: true, reason } : { due: false, why };

/** One rule against one chart. A rule that names triggers needs one of them; any one that is due is enough. */
export function judge(rule: DueRule, triggers: readonly Trigger[], facts: ChartFacts): Judged {
  if (rule.triggers === undefined) return verdict(against(rule, undefined, facts), 'interval');
  const found = triggers
    .filter(({ id }) => rule.triggers?.includes(id))
    .map((trigger) => present(trigger, facts))
    .filter((each) => each !== undefined);
  return firstDue(rule, found, facts);
}
