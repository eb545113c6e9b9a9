import type { Alert, Urgency } from '../../routine/index.ts';
import { alertDue, lists } from './answered-by.ts';
import { askedAbout, questionsIn, speaksOfChart, type Topic, yesTo } from './asked-about.ts';
import type { Compiled } from './compile.ts';
import { type Demand, unmet } from './demand.ts';
import { and, type Diagram, never, where } from './diagram.ts';
import type { Finding, FindingCode } from './finding.ts';
import { guardianAsked } from './positive-ends-well.ts';

type Sign = {
  readonly code: FindingCode;
  readonly topics: readonly Topic[];
  readonly by: Urgency;
  /** The alert must stand in a step that lists health care. */
  readonly care: boolean;
};

const signs: readonly Sign[] = [
  { code: 'neck-not-assessed', topics: ['body.neck', 'danger.neck'], by: 'today', care: true },
  { code: 'weapon-not-answered', topics: ['danger.weapon'], by: 'today', care: false },
  { code: 'killing-not-answered', topics: ['danger.kill'], by: 'now', care: false },
  { code: 'killing-not-answered', topics: ['danger.fear'], by: 'now', care: false },
  { code: 'pregnancy-not-assessed', topics: ['danger.pregnant'], by: 'today', care: false },
];

/** An alert that speaks of the question itself, so that the answer is what it answers. */
const speaksOf =
  (linkIds: readonly string[]) =>
  ({ when }: Alert): boolean =>
    questionsIn(when).some((question) => linkIds.includes(question));

function answerTo(compiled: Compiled, { code, topics, by, care }: Sign): readonly Demand[] {
  const asked = askedAbout(compiled, topics);
  const about = speaksOf(asked);
  return asked.map((linkId) => ({
    code,
    property: 4,
    path: linkId,
    when: yesTo(compiled, [linkId]),
    needs: alertDue(
      compiled,
      by,
      (alert, step) => about(alert) && (!care || lists('health-care')(step)),
    ),
  }));
}

/** The chart says so. A guardian's pregnancy is not in the child's chart. */
function pregnant({ model }: Compiled): Diagram {
  const level = model.variables.findIndex(
    (each) => each.about === 'fact' && each.fact === 'pregnant',
  );
  return where(model.store, level, (value) => value === 1);
}

/** Property 4. Pressure to the neck, a weapon, fear of being killed, pregnancy: what the sources ask for, the same day. */
export function sameDay(compiled: Compiled): readonly Finding[] {
  const { model, results } = compiled;
  const inOwnChart = guardianAsked(compiled) ? never : pregnant(compiled);
  return unmet(compiled, [
    ...signs.flatMap((sign) => answerTo(compiled, sign)),
    {
      code: 'pregnancy-not-assessed',
      property: 4,
      path: 'steps',
      when: and(model.store, results.positive, inOwnChart),
      needs: alertDue(
        compiled,
        'today',
        (alert, step) =>
          lists('health-care')(step) &&
          (speaksOfChart(alert.when, 'pregnant') ||
            (alert.ensures?.includes('medical-assessment') ?? false)),
      ),
    },
  ]);
}
