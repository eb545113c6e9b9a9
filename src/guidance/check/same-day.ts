import type { Alert, Duty, Urgency } from '../../routine/index.ts';
import { alertDue } from './answered-by.ts';
import { askedAbout, questionsIn, type Topic, yesTo } from './asked-about.ts';
import type { Compiled } from './compile.ts';
import { type Demand, unmet } from './demand.ts';
import { and, type Diagram, never, where } from './diagram.ts';
import type { Finding, FindingCode } from './finding.ts';
import { guardianAsked } from './positive-ends-well.ts';

type Sign = {
  readonly code: FindingCode;
  readonly topics: readonly Topic[];
  readonly by: Urgency;
  /** What the alert sees to; `duties` holds it to that. */
  readonly duty: Duty;
};

const signs: readonly Sign[] = [
  {
    code: 'neck-not-assessed',
    topics: ['body.neck', 'danger.neck'],
    by: 'today',
    duty: 'medical-assessment',
  },
  { code: 'weapon-not-answered', topics: ['danger.weapon'], by: 'today', duty: 'protection' },
  { code: 'killing-not-answered', topics: ['danger.kill'], by: 'now', duty: 'protection' },
  { code: 'killing-not-answered', topics: ['danger.fear'], by: 'now', duty: 'protection' },
  {
    code: 'pregnancy-not-assessed',
    topics: ['danger.pregnant'],
    by: 'today',
    duty: 'medical-assessment',
  },
];

/** An alert that speaks of the question itself, so that the answer is what it answers. */
const speaksOf =
  (linkIds: readonly string[]) =>
  ({ when }: Alert): boolean =>
    questionsIn(when).some((question) => linkIds.includes(question));

function answerTo(compiled: Compiled, { code, topics, by, duty }: Sign): readonly Demand[] {
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
      (alert) => about(alert) && (alert.ensures?.includes(duty) ?? false),
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
        ({ ensures }) => ensures?.includes('medical-assessment') ?? false,
      ),
    },
  ]);
}
