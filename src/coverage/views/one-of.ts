import type { Path } from './fhirpath-parse.ts';

type Binary = Extract<Path, { readonly is: 'binary' }>;
export type OneOf = { readonly of: Path; readonly candidates: readonly Path[] };

/** `a = x or a = y or …` as one question, which takes the database a third of the time of several. */
export function oneOf(path: Path): OneOf | undefined {
  const [first, ...others] = alternatives(path);
  if (first === undefined || others.length === 0) return undefined;
  const of = JSON.stringify(first.left);
  if (others.some(({ left }) => JSON.stringify(left) !== of)) return undefined;
  return { of: first.left, candidates: [first, ...others].map(({ right }) => right) };
}

/** The comparisons that a chain of `or` consists of; none if something else is among them. */
function alternatives(path: Path): readonly Binary[] {
  if (path.is !== 'binary') return [];
  if (path.operator === '=') return [path];
  if (path.operator !== 'or') return [];
  const [left, right] = [alternatives(path.left), alternatives(path.right)];
  return left.length === 0 || right.length === 0 ? [] : [...left, ...right];
}
