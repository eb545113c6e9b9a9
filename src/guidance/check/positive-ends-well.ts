import type { ServiceRole, Step } from '../../routine/index.ts';
import { itemsOpen, lists, someItemOpen, stepDue } from './answered-by.ts';
import { closedAt } from './any-hour.ts';
import { askedAbout, bodyTopics, safetyTopics, type Topic } from './asked-about.ts';
import type { Compiled } from './compile.ts';
import { type Demand, unmet } from './demand.ts';
import { always, and, type Diagram, never, some } from './diagram.ts';
import { doors } from './doors.ts';
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

/** Who gives support, to the one exposed or to the one who uses violence. An alarm number is not support. */
const supporting: readonly ServiceRole[] = ['support', 'uses-violence'];

const offersSupport = (step: Step): boolean =>
  step.form === 'referral' && lists(...supporting)(step);

/** A step, today, that asks about that and lists whom to call for it. */
function asksToday(compiled: Compiled, role: ServiceRole, about: readonly Topic[]): Diagram {
  return someItemOpen(compiled, 'today', lists(role), askedAbout(compiled, about));
}

function demands(compiled: Compiled): readonly Demand[] {
  const { pack, results } = compiled;
  const when = results.positive;
  const positive = { property: 2, path: 'steps', when } as const;
  const children = askedAbout(compiled, ['children.exist']);
  const { person, date, service, consent } = pack.agreement;
  return [
    {
      ...positive,
      code: 'positive-without-body',
      needs: asksToday(compiled, 'health-care', bodyTopics),
    },
    {
      ...positive,
      code: 'positive-without-safety',
      needs: asksToday(compiled, 'emergency', safetyTopics),
    },
    {
      ...positive,
      code: 'positive-without-support',
      needs: and(
        compiled.model.store,
        stepDue(compiled, 'today', offersSupport),
        itemsOpen(compiled, [service, consent]),
      ),
    },
    {
      ...positive,
      code: 'positive-without-children',
      needs: children.length > 0 ? itemsOpen(compiled, children) : never,
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

/** Steps where nobody with a role that they list can be reached at some hour, in some place. */
function closed({ pack }: Compiled): readonly Finding[] {
  // A template is used by nobody before a region has filled it in.
  const weight = pack.template ? 'notice' : 'fault';
  return pack.steps.flatMap(({ id, form, services = [] }) => {
    const roles = services.filter((role) =>
      form === 'referral' ? supporting.includes(role) : role === 'emergency',
    );
    const [found] = roles.length === 0 ? [] : closedAt(pack, roles);
    if (found === undefined) return [];
    const path = `steps.${id}.services`;
    return [{ code: 'support-closed', weight, property: 2, path, found } as const];
  });
}

/** Property 2. Every positive ends in the body, safety, children, support with somebody to reach at any hour, a note and a follow-up. */
export function positiveEndsWell(compiled: Compiled): readonly Finding[] {
  return [...unmet(compiled, demands(compiled)), ...closed(compiled), ...doors(compiled.pack)];
}
