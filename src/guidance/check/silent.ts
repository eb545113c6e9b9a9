import type { Compiled } from './compile.ts';
import { and, type Diagram, every, not, some, without } from './diagram.ts';
import { disclosing } from './disclosure.ts';
import { kinds } from './model.ts';

export function gatePassed({ model, pack }: Compiled): Diagram {
  const held = pack.gate.conditions.map(({ item }) => kinds(model, item, ['yes']));
  return every(model.store, [...held, kinds(model, pack.gate.items.reason, ['missing'])]);
}

function disclosed(compiled: Compiled): Diagram {
  const { model } = compiled;
  return some(
    model.store,
    disclosing(compiled).map(({ linkId, worse }) => kinds(model, linkId, [worse])),
  );
}

/** Nothing was told, and the clinician has no concern. */
export function silent(compiled: Compiled): Diagram {
  const { model, results, pack } = compiled;
  const { store } = model;
  const untold = without(store, not(store, results.positive), disclosed(compiled));
  return and(store, untold, not(store, kinds(model, pack.questions.concern, ['yes'])));
}

/** No answer that says or hints at anything, and the gate is shut: whoever stands beside sees what is shown. */
export function whereNobodyAsks(compiled: Compiled): Diagram {
  const { model, results } = compiled;
  const { store } = model;
  const nothing = disclosing(compiled).map(({ linkId, worse }) =>
    kinds(model, linkId, [worse === 'yes' ? 'no' : 'yes', 'missing']),
  );
  const shut = every(store, [silent(compiled), results['not-asked'], ...nothing]);
  return without(store, shut, gatePassed(compiled));
}
