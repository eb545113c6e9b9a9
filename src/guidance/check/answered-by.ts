import type { Alert, ServiceRole, Step, Urgency } from '../../routine/index.ts';
import type { Compiled, CompiledStep } from './compile.ts';
import { and, type Diagram, never, some } from './diagram.ts';
import { shown } from './model.ts';

const order: readonly Urgency[] = ['now', 'today', 'planned'];

export const soonEnough = (urgency: Urgency, by: Urgency): boolean =>
  order.indexOf(urgency) <= order.indexOf(by);

/** Where a step of that kind is due, at least that urgent. */
export function stepDue(
  { steps, model }: Compiled,
  by: Urgency,
  fits: (step: Step) => boolean,
): Diagram {
  return some(
    model.store,
    steps.filter(({ step }) => fits(step)).map((each) => each.by[by]),
  );
}

/** Where an alert of that kind is shown, at least that urgent. */
export function alertDue(
  { steps, model }: Compiled,
  by: Urgency,
  fits: (alert: Alert, step: Step) => boolean,
): Diagram {
  const sets = steps.flatMap(({ step, alerts }: CompiledStep) =>
    (step.alerts ?? []).flatMap((alert, index) =>
      soonEnough(alert.urgency, by) && fits(alert, step) ? [alerts[index] ?? never] : [],
    ),
  );
  return some(model.store, sets);
}

export const lists =
  (...roles: readonly ServiceRole[]) =>
  ({ services }: Step): boolean =>
    (services ?? []).some((role) => roles.includes(role));

/** Where a due step shows every one of those items, and the form lets them be answered. */
export function itemsOpen({ steps, model }: Compiled, items: readonly string[]): Diagram {
  const sets = steps
    .filter(({ step }) => items.every((item) => step.items?.includes(item)))
    .map(({ due }) => items.reduce((sum, item) => and(model.store, sum, shown(model, item)), due));
  return some(model.store, sets);
}
