import type { Step } from '../../routine/index.ts';
import type { Compiled, CompiledStep } from './compile.ts';
import { never, some, without } from './diagram.ts';

/** Says only that nothing was told today, and when to meet next: it asks nothing of the patient and opens no form. */
function onlyCloses({ pack }: Compiled, step: Step): boolean {
  const { nextDate, nextPerson } = pack.gate.items;
  const { rules, urgency, items = [], alerts = [], form, count } = step;
  return (
    rules.every(({ when }) => 'result' in when && !when.result.includes('positive')) &&
    urgency === 'planned' &&
    form === undefined &&
    count === undefined &&
    items.every((item) => item === nextDate || item === nextPerson) &&
    alerts.every(({ urgency: alert }) => alert !== 'now')
  );
}

/** Whom the step lists is listed too wherever somebody told something. */
function listedAfterYes({ steps, model, results }: Compiled, { services = [] }: Step): boolean {
  return services.every((role) => {
    const listing = steps.filter(({ step }) => step.services?.includes(role)).map(({ due }) => due);
    return without(model.store, results.positive, some(model.store, listing)) === never;
  });
}

/** A step that only closes an occasion where nothing was told: a disclosure puts the real ones in its place. */
export function closes(compiled: Compiled, { step }: CompiledStep): boolean {
  return onlyCloses(compiled, step) && listedAfterYes(compiled, step);
}
