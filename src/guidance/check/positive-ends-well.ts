import { itemsOpen, lists, stepDue } from './answered-by.ts';
import { closedAt } from './any-hour.ts';
import { askedAbout } from './asked-about.ts';
import type { Compiled } from './compile.ts';
import { type Demand, unmet } from './demand.ts';
import { always, and, type Diagram, never, some } from './diagram.ts';
import type { Finding } from './finding.ts';

/** Then the note is in the child's chart, and says nothing of what came out. */
export function guardianAsked({ pack, audience }: Compiled): boolean {
  return pack.audiences.find(({ id }) => id === audience)?.personAsked === 'guardian';
}

/** Where the journal note has a line of its own for this result, not only for every occasion. */
function noted({ documents, model, results }: Compiled): Diagram {
  const own = documents.filter(
    ({ path, line, written }) =>
      path.startsWith('note') &&
      line.when !== undefined &&
      and(model.store, written, results.negative) === never,
  );
  return some(
    model.store,
    own.map(({ written }) => written),
  );
}

function demands(compiled: Compiled): readonly Demand[] {
  const { pack, results } = compiled;
  const when = results.positive;
  const positive = { property: 2, path: 'steps', when } as const;
  const children = askedAbout(compiled, ['children.exist']);
  const { person, date } = pack.agreement;
  return [
    {
      ...positive,
      code: 'positive-without-body',
      needs: stepDue(compiled, 'today', lists('health-care')),
    },
    {
      ...positive,
      code: 'positive-without-safety',
      needs: stepDue(compiled, 'today', lists('emergency')),
    },
    {
      ...positive,
      code: 'positive-without-support',
      needs: stepDue(
        compiled,
        'today',
        (step) => step.form === 'referral' && lists('support', 'uses-violence')(step),
      ),
    },
    {
      ...positive,
      code: 'positive-without-children',
      needs: children.length > 0 ? itemsOpen(compiled, children) : always,
    },
    {
      ...positive,
      code: 'positive-without-note',
      path: 'note',
      needs: guardianAsked(compiled) ? always : noted(compiled),
    },
    {
      ...positive,
      code: 'positive-without-follow-up',
      needs: and(
        compiled.model.store,
        itemsOpen(compiled, [person, date]),
        stepDue(compiled, 'today', ({ form }) => form === 'follow-up'),
      ),
    },
  ];
}

/** Property 2. Every positive ends in the body, safety, children, support with somebody to reach at any hour, a note and a follow-up. */
export function positiveEndsWell(compiled: Compiled): readonly Finding[] {
  const { pack } = compiled;
  // A pack without any number is a template: nobody can use it before a region has filled it in.
  const weight = pack.services.some(({ phone }) => phone) ? 'fault' : 'notice';
  const support = pack.steps.filter(({ form }) => form === 'referral');
  const closed = support.flatMap(({ id, services = [] }) =>
    closedAt(pack, services)
      .slice(0, 1)
      .map((found) => ({ id, found })),
  );
  return [
    ...unmet(compiled, demands(compiled)),
    ...closed.map(
      ({ id, found }): Finding => ({
        code: 'support-closed',
        weight,
        property: 2,
        path: `steps.${id}.services`,
        found,
      }),
    ),
  ];
}
