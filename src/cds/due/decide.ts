import type { Audience, DueRule, Trigger } from '../../routine/index.ts';
import type { Decision, NotDue } from './decision.ts';
import type { ChartFacts } from './facts.ts';
import { judge } from './rule.ts';
import { audienceOf } from './who.ts';

/** What the decision needs of a pack. `audiences` are those of the unit, in order of preference. */
export type Routine = {
  readonly triggers: readonly Trigger[];
  readonly audiences: readonly Audience[];
  /** False outside the pack's own days. */
  readonly inForce: boolean;
};

/** What forbids a card whatever the rules say. */
function standing(routine: Routine, facts: ChartFacts): NotDue | undefined {
  if (facts.blocked) return 'blocked';
  if (!routine.inForce) return 'routine-not-in-force';
  if (facts.person.deceased || !facts.person.active) return 'chart-closed';
  if (facts.visit.cancelled) return 'visit-cancelled';
  if (facts.marked) return 'marked';
  if (facts.visit.remote) return 'remote';
  return undefined;
}

/** A guardian who is the one asked is no companion; a second adult is. */
const accompanied = (audience: Audience, facts: ChartFacts): boolean =>
  facts.visit.companions > (audience.personAsked === 'guardian' ? 1 : 0);

/** Not asked at this encounter; without an encounter, on this day. */
const triedThisVisit = ({ occasions, visit, today }: ChartFacts): boolean =>
  occasions.some(
    ({ result, encounter, day }) =>
      result === 'not-asked' &&
      (visit.encounter === undefined || encounter === undefined
        ? day === today
        : encounter === visit.encounter),
  );

const indicationFirst = (a: DueRule, b: DueRule): number =>
  Number(a.route === 'routine') - Number(b.route === 'routine');

function byRules(audience: Audience, routine: Routine, facts: ChartFacts): Decision {
  let why: NotDue = 'no-trigger';
  for (const rule of [...audience.due].sort(indicationFirst)) {
    const judged = judge(rule, routine.triggers, facts);
    if (judged.due) return { due: true, audience, route: rule.route, reason: judged.reason };
    if (judged.why !== 'no-trigger') why = judged.why;
  }
  return { due: false, why };
}

/** Whether the questions are due in this chart today: one answer, so never two cards. */
export function decide(routine: Routine, facts: ChartFacts): Decision {
  const why = standing(routine, facts);
  if (why !== undefined) return { due: false, why };
  const audience = audienceOf(routine.audiences, facts);
  if (audience === undefined) return { due: false, why: 'no-audience' };
  if (accompanied(audience, facts)) return { due: false, why: 'companion' };
  if (triedThisVisit(facts)) return { due: false, why: 'tried-this-visit' };
  return byRules(audience, routine, facts);
}
