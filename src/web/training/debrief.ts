import { type DueStep, type Outcome, runCase } from '../../guidance/index.ts';
import { sameValue, valuesOf } from '../../questionnaire/index.ts';
import { outcomeNow, todayOf } from '../outcome-now.ts';
import type { Asking, Opened } from '../state.ts';
import type { Exercise } from './exercise.ts';
import { labelOf, type Told, toldIn } from './told.ts';

/** An answer that is not what the patient said. `own`: absent where the learner has none. */
export type Difference = Told & { readonly own?: string };

/** What the routine gives for the exercise, beside what the learner's own visit gave. */
export type Debrief = {
  readonly routine: Outcome;
  readonly own: Outcome;
  /** Only what decides something: the questions of the result, and what a step asked. */
  readonly differences: readonly Difference[];
  /** Ids of steps and alerts that the routine gives and the learner's visit did not. */
  readonly lost: ReadonlySet<string>;
  readonly extra: readonly DueStep[];
};

const idsOf = ({ steps }: Outcome): readonly string[] =>
  steps.flatMap(({ step, alerts }) => [step.id, ...alerts.map(({ alert }) => alert.id)]);

function differences(opened: Opened, asking: Asking, exercise: Exercise): readonly Difference[] {
  const { form, answers } = asking;
  const { asked, further } = toldIn(opened, asking, exercise);
  return [...asked, ...further].flatMap((told) => {
    const [own] = valuesOf(form, answers, told.linkId);
    if (own === undefined) return [told];
    if (sameValue(own, told.value)) return [];
    return [{ ...told, own: labelOf(asking, told.linkId, own) }];
  });
}

/** Undefined: the case names an answer that the form does not have; `check` says so of the routine. */
export function debriefOf(opened: Opened, asking: Asking, exercise: Exercise): Debrief | undefined {
  const { pack, audience } = opened;
  const given = { ...exercise.given, today: todayOf(opened) };
  const run = runCase(pack, asking.form, audience.id, given);
  if (!run.ok) return undefined;
  const own = outcomeNow(opened, asking);
  const had = new Set(idsOf(own));
  const said = new Set(run.outcome.steps.map(({ step }) => step.id));
  return {
    routine: run.outcome,
    own,
    differences: differences(opened, asking, exercise),
    lost: new Set(idsOf(run.outcome).filter((id) => !had.has(id))),
    extra: own.steps.filter(({ step }) => !said.has(step.id)),
  };
}
