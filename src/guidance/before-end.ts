import type { Pack } from '../routine/index.ts';
import type { Outcome } from './outcome.ts';

/**
 * The items that an occasion where nobody asked does not end without: always the reason; a person and a day where
 * the routine says today that the next occasion is planned.
 */
export function neededBeforeEnd({ gate }: Pack, { steps }: Outcome): readonly string[] {
  const { reason, nextPerson, nextDate } = gate.items;
  const planned = steps.some(({ alerts }) =>
    alerts.some(
      ({ alert }) => alert.urgency !== 'planned' && alert.ensures?.includes('planned-occasion'),
    ),
  );
  return planned ? [reason, nextPerson, nextDate] : [reason];
}
