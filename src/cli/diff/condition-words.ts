import type { Condition } from '../../routine/index.ts';
import { type DiffWords, filled } from './words.ts';

/** The words of a question, by linkId. */
export type QuestionText = (linkId: string) => string;

type Saying = { readonly words: DiffWords; readonly question: QuestionText };

function several(parts: readonly Condition[], word: string, saying: Saying): string {
  const each = parts.map((part) => conditionWords(part, saying));
  return parts.length === 1 ? (each[0] ?? '') : `(${each.join(word)})`;
}

function aboutAnswer(
  when: Extract<Condition, { question: string }>,
  { words: { conditions }, question }: Saying,
): string {
  const answers = 'in' in when ? when.in.map((kind) => conditions.kinds[kind]) : when.code;
  return filled(conditions.answer, {
    question: question(when.question),
    answer: answers.join(conditions.or),
  });
}

function aboutAge(age: { from?: number; to?: number }, { words: { conditions } }: Saying): string {
  const { from, to } = age;
  return [
    ...(from === undefined ? [] : [filled(conditions.ageFrom, { from: String(from) })]),
    ...(to === undefined ? [] : [filled(conditions.ageTo, { to: String(to) })]),
  ].join(conditions.and);
}

/** A rule's condition as a person reads it. */
export function conditionWords(when: Condition, saying: Saying): string {
  const { conditions } = saying.words;
  if ('all' in when) return several(when.all, conditions.and, saying);
  if ('any' in when) return several(when.any, conditions.or, saying);
  if ('of' in when) {
    const list = when.of.map((part) => conditionWords(part, saying)).join('; ');
    return filled(conditions.atLeast, { count: String(when.atLeast), list });
  }
  if ('question' in when) return aboutAnswer(when, saying);
  if ('result' in when) {
    const list = when.result.map((code) => conditions.results[code]).join(conditions.or);
    return filled(conditions.result, { list });
  }
  if ('route' in when) return conditions.route[when.route];
  if ('audience' in when) {
    return filled(conditions.audience, { list: when.audience.join(conditions.or) });
  }
  return 'chart' in when ? conditions.chart[when.chart] : aboutAge(when.age, saying);
}
