import { notice, visit } from '../state.ts';
import { step } from '../visit/step.ts';
import type { VisitEvent } from '../visit/visit.ts';

/** Lets one event happen to the visit. */
export function go(event: VisitEvent): void {
  const next = step(visit.value, event);
  if (next === visit.value) return;
  notice.value = '';
  visit.value = next;
}
