import { type Json, objectsField, stringField } from '../json.ts';
import { shortName } from '../parse/extension-name.ts';

/** Of a sub-questionnaire, these go to the root of what it becomes part of. */
const toRoot: ReadonlySet<string> = new Set([
  'cqf-library',
  'sdc:launchContext',
  'sdc:observationExtract',
  'sdc:observationLinkPeriod',
]);

/** These to the item that its items now stand in. All others are left behind. */
const toItem: ReadonlySet<string> = new Set([
  'targetConstraint',
  'variable',
  'sdc:itemPopulationContext',
  'sdc:itemExtractionContext',
]);

const nameOf = (extension: Json): string => shortName(stringField(extension, 'url') ?? '');

export function goingTo(place: 'root' | 'item', sub: Json): readonly Json[] {
  const names = place === 'root' ? toRoot : toItem;
  return objectsField(sub, 'extension').filter((each) => names.has(nameOf(each)));
}

export const same = (a: Json, b: Json): boolean => JSON.stringify(a) === JSON.stringify(b);

function variableName(extension: Json): string | undefined {
  const expression = extension['valueExpression'];
  const named = typeof expression === 'object' && expression !== null && 'name' in expression;
  return named && typeof expression.name === 'string' ? expression.name : undefined;
}

/** Each that says the same is there once. */
export function merged(own: readonly Json[], more: readonly Json[]): readonly Json[] {
  const all = [...own];
  for (const each of more) if (!all.some((one) => same(one, each))) all.push(each);
  return all;
}

/** What may be there only once and would be there twice: a variable of one name, a context of one kind. */
export function clashing(own: readonly Json[], more: readonly Json[]): string | undefined {
  const clash = more.find((each) => {
    const name = nameOf(each);
    if (name === 'targetConstraint') return false;
    return own.some(
      (one) =>
        nameOf(one) === name &&
        (name !== 'variable' || variableName(one) === variableName(each)) &&
        !same(one, each),
    );
  });
  return clash === undefined ? undefined : (variableName(clash) ?? nameOf(clash));
}
