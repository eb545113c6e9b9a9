import type { Form } from '../questionnaire/index.ts';
import type { Condition, ResultCode } from '../routine/index.ts';
import { answerPlace, quoted } from './answer-place.ts';
import { codesAs, severalCameOutAs, type Test, testOf, together } from './answer-test.ts';
import { atLeast, every, expression, type Logic, some } from './logic.ts';

/** What is known before anybody answers: the rest of a condition is then about answers and the chart only. */
export type Given = {
  readonly form: Form;
  readonly audience: string;
  /** Absent while the result itself is being found: a rule about it then does not hold. */
  readonly result?: ResultCode;
};

/** What a runner of the plan gives beside the response: variables of the expressions; one that is empty is not known. */
export const parameters = { route: 'route', age: 'age', facts: 'facts' } as const;

function ageLogic({ from, to }: { readonly from?: number; readonly to?: number }): Logic {
  const { age } = parameters;
  const known = expression(`%${age}.exists()`);
  const first = from === undefined ? true : expression(`%${age} >= ${from}`);
  const last = to === undefined ? true : expression(`%${age} <= ${to}`);
  return every([known, first, last]);
}

function aboutOccasion(
  when: Exclude<
    Condition,
    { all: unknown } | { any: unknown } | { of: unknown } | { question: string }
  >,
  { audience, result }: Given,
): Logic {
  if ('result' in when) return result !== undefined && when.result.includes(result);
  if ('audience' in when) return when.audience.includes(audience);
  if ('route' in when) return expression(`(%${parameters.route} = ${quoted(when.route)})`);
  if ('chart' in when) return expression(`(${quoted(when.chart)} in %${parameters.facts})`);
  return ageLogic(when.age);
}

type AboutAnswer = Extract<Condition, { question: string }>;

function aboutAnswer(when: AboutAnswer, { form }: Given): Test | Logic {
  const place = answerPlace(form, when.question);
  if (place === undefined) return 'in' in when && when.in.includes('missing');
  if ('in' in when) return testOf(place, when.in) ?? severalCameOutAs(place, when.in);
  return { linkId: when.question, level: place.level, like: codesAs(when.code), has: true };
}

const isTest = (part: Test | Logic): part is Test => typeof part !== 'boolean' && 'linkId' in part;

/** Questions that stand side by side and are asked for the same answer are looked at together. */
function joined(parts: readonly Condition[], given: Given, word: 'any' | 'all'): Logic {
  const groups = new Map<string, Test[]>();
  const others: Logic[] = [];
  for (const part of parts) {
    const found = 'question' in part ? aboutAnswer(part, given) : conditionLogic(part, given);
    if (!isTest(found)) others.push(found);
    else {
      const key = `${found.level} ${found.like} ${found.has}`;
      groups.set(key, [...(groups.get(key) ?? []), found]);
    }
  }
  const tests = [...groups.values()].map((each) => together(each, word));
  return (word === 'any' ? some : every)([...tests, ...others]);
}

/** A rule's condition as FHIRPath over the response: the same as `holds` in guidance, for every response. */
export function conditionLogic(when: Condition, given: Given): Logic {
  if ('all' in when) return joined(when.all, given, 'all');
  if ('any' in when) return joined(when.any, given, 'any');
  if ('of' in when) {
    return atLeast(
      when.atLeast,
      when.of.map((one) => conditionLogic(one, given)),
    );
  }
  return 'question' in when ? joined([when], given, 'any') : aboutOccasion(when, given);
}
