import type { Alert, Step } from '../../routine/index.ts';
import { alertDue, lists, stepDue } from './answered-by.ts';
import { askedAbout, yesTo } from './asked-about.ts';
import type { Compiled } from './compile.ts';
import { unmet } from './demand.ts';
import { always, and, type Diagram, never, or, some, where } from './diagram.ts';
import { resultQuestions } from './disclosure.ts';
import type { Finding } from './finding.ts';
import { keptApart } from './kept-apart.ts';
import { kinds } from './model.ts';

const raisesReport = ({ ensures }: Pick<Alert, 'ensures'>): boolean =>
  ensures?.includes('report-child') ?? false;

/** Says that no relative is told before social services have been consulted. */
const warns = ({ ensures }: Step): boolean => ensures?.includes('nobody-informed-first') ?? false;

function unclear(compiled: Compiled): Diagram {
  const { model, pack } = compiled;
  const asked = resultQuestions(compiled).map((linkId) =>
    kinds(model, linkId, ['unknown', 'declined']),
  );
  return some(model.store, [...asked, kinds(model, pack.questions.concern, ['yes'])]);
}

/** The patient asked is under 18: by the audience, or where the age is known. */
function patientIsChild({ model, pack, audience }: Compiled): Diagram {
  const { personAsked, ageTo = 130 } = pack.audiences.find(({ id }) => id === audience) ?? {};
  if (personAsked !== 'patient') return never;
  if (ageTo < 18) return always;
  const level = model.variables.findIndex(({ about }) => about === 'age');
  const variable = model.variables[level];
  const ages = variable?.about === 'age' ? variable.from : [];
  return where(model.store, level, (value) => (ages[value - 1] ?? 130) < 18);
}

function reports(compiled: Compiled): readonly Finding[] {
  const { model, results } = compiled;
  const { store } = model;
  const child = yesTo(compiled, askedAbout(compiled, ['children.exist']));
  const harmed = yesTo(compiled, askedAbout(compiled, ['children.affected']));
  const told = { property: 3, path: 'steps' } as const;
  const raised = alertDue(compiled, 'planned', raisesReport);
  return unmet(compiled, [
    {
      ...told,
      code: 'child-not-reported',
      when: and(store, results.positive, child),
      needs: alertDue(compiled, 'today', raisesReport),
    },
    {
      ...told,
      code: 'child-not-reported',
      when: and(store, results.positive, patientIsChild(compiled)),
      needs: alertDue(compiled, 'today', raisesReport),
    },
    {
      ...told,
      code: 'harmed-child-not-reported',
      when: harmed,
      needs: alertDue(compiled, 'now', raisesReport),
    },
    {
      ...told,
      code: 'child-suspicion-forgotten',
      when: and(store, child, unclear(compiled)),
      needs: alertDue(compiled, 'today', (_, step) => lists('child-protection')(step)),
    },
    {
      ...told,
      code: 'relatives-not-warned-of',
      when: and(store, or(store, results.positive, harmed), or(store, raised, child)),
      needs: stepDue(compiled, 'today', warns),
    },
  ]);
}

/**
 * Property 3. Violence and a child always raise the duty to report, and say that no relative is told first; what
 * a guardian answers never reaches the child's chart, and a child's own answers only their own.
 */
export function children(compiled: Compiled): readonly Finding[] {
  return [...reports(compiled), ...keptApart(compiled)];
}
