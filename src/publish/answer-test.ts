import { kindOf } from '../guidance/index.ts';
import type { FormItem } from '../questionnaire/index.ts';
import type { AnswerKind } from '../routine/index.ts';
import { type AnswerPlace, quoted } from './answer-place.ts';
import { every, expression, type Logic, opposite, some } from './logic.ts';

/** Strongest first: what a question with several answers comes out as. The same order as in guidance. */
const strength: readonly AnswerKind[] = ['yes', 'unknown', 'declined', 'other', 'no'];

export function codesAs(codes: readonly string[]): string {
  const [only = ''] = codes;
  return codes.length === 1
    ? `value.code = ${quoted(only)}`
    : `value.code in (${codes.map(quoted).join(' | ')})`;
}

function kindsOfferedBy(item: FormItem): readonly AnswerKind[] {
  if (item.type === 'boolean') return ['yes', 'no'];
  const listed = item.options.map(({ value }) => kindOf(value));
  const free = item.options.length === 0 || item.type === 'open-choice';
  return free ? [...listed, 'other'] : listed;
}

/** How an answer of those kinds looks: criteria on `answer`, empty where any will do; `undefined`: none can be. */
function criteria(item: FormItem, kinds: readonly AnswerKind[]): string | undefined {
  const offered = kindsOfferedBy(item);
  if (!offered.some((kind) => kinds.includes(kind))) return undefined;
  if (offered.every((kind) => kinds.includes(kind))) return '';
  if (item.type === 'boolean') return `value = ${kinds.includes('yes')}`;
  const codes = item.options.flatMap(({ value }) =>
    value.type === 'coding' && value.value.code !== undefined && kinds.includes(kindOf(value))
      ? [value.value.code]
      : [],
  );
  const free = item.type === 'open-choice' && kinds.includes('other') ? ['value.code.empty()'] : [];
  return [...(codes.length > 0 ? [codesAs(codes)] : []), ...free].join(' or ');
}

/** One question that has, or has not, an answer like that. */
export type Test = {
  readonly linkId: string;
  readonly level: string;
  readonly like: string;
  readonly has: boolean;
};

const among = (linkIds: readonly string[]): string =>
  linkIds.length === 1
    ? `linkId = ${quoted(linkIds[0] ?? '')}`
    : `linkId in (${linkIds.map(quoted).join(' | ')})`;

/** Tests of the same level, criteria and sense, any or all of which must hold, as one expression. */
export function together(tests: readonly Test[], word: 'any' | 'all'): Logic {
  const [{ level, like, has } = { level: '', like: '', has: true }] = tests;
  const linkIds = [...new Set(tests.map(({ linkId }) => linkId))];
  if (linkIds.length === 1 || (word === 'any') === has) {
    const exists = expression(`${level}.where(${among(linkIds)}).answer.exists(${like})`);
    return has ? exists : opposite(exists);
  }
  const count = `${level}.where(${among(linkIds)} and answer.exists(${like})).count()`;
  return expression(`(${count} ${has ? '=' : '<'} ${linkIds.length})`);
}

/** Whether the question came out as one of those, as a single test; `undefined` where that takes more. */
export function testOf(
  place: AnswerPlace,
  kinds: readonly AnswerKind[],
): Test | boolean | undefined {
  if (place.several) return undefined;
  const has = !kinds.includes('missing');
  const wanted = has ? kinds : strength.filter((kind) => !kinds.includes(kind));
  const like = criteria(place.item, wanted);
  if (like === undefined) return !has;
  return { linkId: place.item.linkId, level: place.level, like, has };
}

function someAre({ item, level }: AnswerPlace, kinds: readonly AnswerKind[]): Logic {
  const like = criteria(item, kinds);
  if (like === undefined) return false;
  return together([{ linkId: item.linkId, level, like, has: true }], 'any');
}

/** The same for a question with several answers: the strongest of them decides. */
export function severalCameOutAs(place: AnswerPlace, kinds: readonly AnswerKind[]): Logic {
  const each = strength
    .filter((kind) => kinds.includes(kind))
    .map((kind) =>
      every([
        someAre(place, [kind]),
        opposite(someAre(place, strength.slice(0, strength.indexOf(kind)))),
      ]),
    );
  const none = kinds.includes('missing') ? [opposite(someAre(place, strength))] : [];
  return some([...each, ...none]);
}
