import type { Alert, Duty, ServiceRole, Step, Urgency } from '../../routine/index.ts';
import type { Compiled, CompiledStep } from './compile.ts';
import { and, type Diagram, never, or, some } from './diagram.ts';
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

/** Where a step of that kind is due, at least that urgent, and one of those questions can be answered in it. */
export function someItemOpen(
  { steps, model }: Compiled,
  by: Urgency,
  fits: (step: Step) => boolean,
  items: readonly string[],
): Diagram {
  const { store } = model;
  const sets = steps
    .filter(({ step }) => fits(step))
    .map((each) => {
      const own = items.filter((item) => each.step.items?.includes(item));
      const open = own.map((item) => shown(model, item));
      return and(store, each.by[by], some(store, open));
    });
  return some(store, sets);
}

/** Where that duty is seen to, at least that urgent, by an alert or by the step itself. */
export function dutyDone(compiled: Compiled, by: Urgency, duty: Duty): Diagram {
  const { store } = compiled.model;
  const own = stepDue(compiled, by, ({ ensures }) => ensures?.includes(duty) ?? false);
  return or(
    store,
    own,
    alertDue(compiled, by, ({ ensures }) => ensures?.includes(duty) ?? false),
  );
}
