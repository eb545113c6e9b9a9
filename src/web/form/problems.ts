import type { Problem, ProblemCode, Value } from '../../questionnaire/index.ts';
import { t } from '../text.ts';
import { shown } from './shown.ts';
import type { ItemProps, Sight } from './sight.ts';
import { plainWords } from './words-of-item.tsx';

type Told = Pick<ItemProps, 'sight' | 'item' | 'slot' | 'at'>;

/** Problems that say something about what is missing: told only where nothing stands. */
const isOfAbsence = (code: ProblemCode): boolean => code === 'required' || code === 'too-few';

function limitOf({ item }: Told, code: ProblemCode): Value | number | undefined {
  switch (code) {
    case 'too-low':
      return item.minValue;
    case 'too-high':
      return item.maxValue;
    case 'too-long':
      return item.maxLength;
    case 'too-short':
      return item.minLength;
    case 'too-few':
      return item.minOccurs;
    case 'too-many':
      return item.maxOccurs ?? 1;
    case 'too-many-decimals':
      return item.maxDecimals;
    default:
      return undefined;
  }
}

/** The form's own words for a rule of its own. */
function constraintWords(sight: Sight, { linkId, detail }: Problem): string {
  const { form } = sight;
  const rules = linkId === undefined ? form.constraints : form.byLinkId.get(linkId)?.constraints;
  const rule = rules?.find(({ key }) => key === detail);
  return rule === undefined ? t('form.problem.other') : plainWords(sight, rule.human).text;
}

function ownWords(told: Told, code: ProblemCode): string {
  const limit = limitOf(told, code);
  const written = typeof limit === 'object' ? shown(told, limit) : String(limit ?? '');
  switch (code) {
    case 'too-low':
    case 'too-high':
    case 'too-long':
    case 'too-short':
    case 'too-few':
    case 'too-many':
    case 'too-many-decimals':
      return t(`form.problem.${code}`, { limit: written });
    case 'required':
    case 'pattern':
    case 'malformed':
    case 'not-an-option':
    case 'exclusive':
    case 'wrong-unit':
      return t(`form.problem.${code}`);
    default:
      return t('form.problem.other');
  }
}

/** What is told at an item. The engine names no instance, so that what is wrong is told where it can be. */
export function problemsAt(told: Told): readonly string[] {
  const { sight, item, slot } = told;
  const answered = slot.entries.some((each) => each.value !== undefined) || item.type === 'group';
  const own = sight.problems.filter(
    ({ linkId, code }) =>
      linkId === item.linkId && (isOfAbsence(code) ? code === 'too-few' || !answered : answered),
  );
  return [...new Set(own.map((each) => wordsOfProblem(told, each)))];
}

export function wordsOfProblem(told: Told, problem: Problem): string {
  return problem.code === 'constraint'
    ? constraintWords(told.sight, problem)
    : ownWords(told, problem.code);
}

/** Problems of the form as a whole. */
export function wholeProblems(sight: Sight): readonly string[] {
  return sight.problems.flatMap((each) =>
    each.linkId === undefined ? constraintWords(sight, each) : [],
  );
}
