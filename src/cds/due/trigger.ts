import { sameCoding } from '../../fhir/index.ts';
import { monthsLater, type Trigger } from '../../routine/index.ts';
import type { Day } from './calendar.ts';
import type { ChartEvent, ChartFacts } from './facts.ts';

/** A trigger that holds today. `since` absent: nobody wrote when it began. */
export type Present = { readonly id: string; readonly since?: Day };

const counts = (trigger: Trigger, event: ChartEvent): boolean =>
  trigger.kind === 'missed-dental-visits'
    ? event.kind === 'missed-visit' && (trigger.codes === undefined || coded(trigger, event))
    : event.kind === 'finding' && coded(trigger, event);

const coded = (trigger: Trigger, event: ChartEvent): boolean =>
  trigger.codes?.some((code) => event.codes.some((each) => sameCoding(each, code))) ?? false;

/** Within the trigger's months; a trigger without months holds until the event has ended. */
function holds(trigger: Trigger, event: ChartEvent, today: Day): boolean {
  if (event.day !== undefined && event.day > today) return false;
  if (trigger.withinMonths === undefined) return event.ended === undefined || event.ended >= today;
  return event.day === undefined || monthsLater(event.day, trigger.withinMonths) > today;
}

/** The trigger as the chart shows it today. A trigger without codes can only be counted visits, else never holds. */
export function present(
  trigger: Trigger,
  facts: Pick<ChartFacts, 'events' | 'today'>,
): Present | undefined {
  const found = facts.events.filter(
    (event) => counts(trigger, event) && holds(trigger, event, facts.today),
  );
  if (found.length < (trigger.atLeast ?? 1)) return undefined;
  const since = found
    .map(({ day }) => day)
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
  return since === undefined ? { id: trigger.id } : { id: trigger.id, since };
}
