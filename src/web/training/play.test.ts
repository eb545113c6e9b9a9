import { beforeAll, describe, expect, test } from 'vitest';
import { casesOf, met, packIds, packOf } from '../../../test/content/routine/content.ts';
import { answer, start } from '../../questionnaire/index.ts';
import { questionsFor, type WorkedCase } from '../../routine/index.ts';
import { sessionWithoutEhr } from '../../session/index.ts';
import { todayOf } from '../outcome-now.ts';
import { type Asking, type Opened, visit } from '../state.ts';
import { openVisit } from '../visit/visit.ts';
import { debriefOf } from './debrief.ts';
import { beginningOf, type Exercise, inOrder } from './exercise.ts';
import { type Told, toldIn } from './told.ts';

type Played = { readonly opened: Opened; readonly asking: Asking };

/** Opens an exercise as the page does, from the case and the routine alone. */
function open(id: string, { given }: Exercise): Played {
  const whole = packOf(id);
  const audience = whole.audiences.find((each) => each.id === given.audience) ?? whole.audiences[0];
  if (audience === undefined) throw new Error(id);
  const { pack, form } = met(whole, audience);
  const { result, after } = questionsFor(pack, audience.id);
  const questions = { ...pack.questions, result: [...result], after: [...after] };
  const { route, facts, birthDate } = beginningOf(given, todayOf({ pack }));
  const known = { protectedIdentity: facts.includes('protected-identity') };
  visit.value = openVisit(route);
  const nothing = () => null;
  const opened: Opened = {
    session: sessionWithoutEhr({ ...known, ...(birthDate && { birthDate }) }, route),
    pack: { ...pack, questions },
    audience,
    key: crypto.randomUUID(),
    apart: { facts, Mark: nothing, Instead: nothing, Finish: nothing },
  };
  return { opened, asking: { form, answers: start(form) } };
}

const say = ({ form, answers }: Asking, told: readonly Told[]): Asking => ({
  form,
  answers: told.reduce(
    (sum, { linkId, value }) => answer(form, sum, { type: 'set', linkId, value }),
    answers,
  ),
});

/** The learner who puts every question and writes down what the patient answers. */
function carefully(played: Played, exercise: Exercise): Played {
  const { gate, asked, further } = toldIn(played.opened, played.asking, exercise);
  return { ...played, asking: say(played.asking, [...gate, ...asked, ...further]) };
}

const ids = packIds.filter((id) => !['demo-clinic', 'antenatal-demo', 'se'].includes(id));

describe.each(ids)('practising %s', (id) => {
  const exercises = inOrder(casesOf(id).map(({ given }) => given));

  test.each(exercises.map((each) => [each.given.name, each] as const))('%s', (_, exercise) => {
    const { opened, asking } = carefully(open(id, exercise), exercise);
    const debrief = debriefOf(opened, asking, exercise);
    const { gives } = exercise.given;
    expect(debrief?.routine.result).toBe(gives.result);
    expect(debrief?.own.result).toBe(gives.result);
    expect(debrief?.own.steps.map(({ step }) => step.id)).toEqual(gives.steps);
    expect([...(debrief?.lost ?? ['no debrief'])]).toEqual([]);
    expect(debrief?.extra).toEqual([]);
    expect(debrief?.differences).toEqual([]);
    const reasons = debrief?.routine.steps.flatMap((step) => step.reasons) ?? [];
    expect(reasons.every(({ citation }) => citation.source.title)).toBe(true);
  });
});

describe('a learner who does otherwise', () => {
  let exercise: Exercise;
  beforeAll(() => {
    const given: WorkedCase | undefined = casesOf('se-orebro')
      .map((each) => each.given)
      .find(({ person }) => person?.name === 'Sofia');
    if (given === undefined) throw new Error('Sofia is gone');
    exercise = { number: 1, given };
  });

  test('who passes over what the patient told is shown what was lost, and why', () => {
    const { opened, asking } = open('se-orebro', exercise);
    const { gate, asked } = toldIn(opened, asking, exercise);
    const half = say(asking, [...gate, ...asked]);
    const debrief = debriefOf(opened, half, exercise);
    expect([...(debrief?.lost ?? [])]).toEqual(['body.neck']);
    expect(debrief?.differences.map(({ linkId, own }) => [linkId, own])).toEqual([
      ['body.neck', undefined],
    ]);
  });

  test('who never asks has another result', () => {
    const { opened, asking } = open('se-orebro', exercise);
    const debrief = debriefOf(opened, asking, exercise);
    expect(debrief?.own.result).toBe('not-asked');
    expect(debrief?.routine.result).toBe('positive');
    expect(debrief?.extra.map(({ step }) => step.id)).toEqual(['new-occasion']);
  });
});
