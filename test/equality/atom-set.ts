import { always, and, type Diagram, never, some, where } from '../../src/guidance/check/diagram.ts';
import type { Model } from '../../src/guidance/check/model.ts';
import type { Variable } from '../../src/guidance/check/variable.ts';
import { answerBy, statedAt } from './response-at.ts';
import { isTrue } from './run-plan.ts';

const literals = (text: string): readonly string[] =>
  [...text.matchAll(/'((?:[^'\\]|\\.)*)'/g)].map(([, literal = '']) => literal);

type Occurrence = { readonly linkIds: readonly string[]; readonly codes: readonly string[] };

/** Where an expression names items, with the codes that their answers are compared with there. */
function occurrencesIn(atom: string): readonly Occurrence[] {
  return atom.split(/(?=linkId (?:=|in) )/).flatMap((part) => {
    if (!part.startsWith('linkId')) return [];
    const [names = '', ...rest] = part.split('value.code');
    return [{ linkIds: literals(names), codes: literals(rest.join('')) }];
  });
}

/** Values of a level that an expression cannot tell apart have the same mark. */
type Marks = readonly string[];

function marksOf(model: Model, level: number, atom: string): Marks | undefined {
  const variable = model.variables[level];
  if (variable === undefined) return undefined;
  if (!('choices' in variable)) return marksOfOccasion(variable, atom);
  const { linkId, choices } = variable;
  const about = occurrencesIn(atom).filter(({ linkIds }) => linkIds.includes(linkId));
  if (about.length === 0) return undefined;
  // Where only certain codes count, no answer and another answer are alike.
  const anyCounts = about.some(({ codes }) => codes.length === 0);
  return choices.map((choice) => {
    const value = answerBy(model.form.byLinkId.get(linkId), choice);
    const code = value?.type === 'coding' ? (value.value.code ?? '') : '';
    const boolean = value?.type === 'boolean' ? value.value : '';
    const compared = about.map(({ codes }) => codes.includes(code));
    return JSON.stringify([anyCounts && value !== undefined, boolean, compared]);
  });
}

function marksOfOccasion(variable: Variable, atom: string): Marks | undefined {
  if (variable.about === 'route' && atom.includes('%route')) return ['0', '1'];
  if (variable.about === 'age' && atom.includes('%age')) return ['', ...variable.from.map(String)];
  const named = variable.about === 'fact' && atom.includes(`'${variable.fact}' in %facts`);
  return named ? ['0', '1'] : undefined;
}

/** By the values that stand for the others: what the evaluator said. */
type Table = Map<string, boolean>;

/** What the evaluator said of an expression in each state of its reduced space; the same form gives the same. */
export type Evaluated = Map<string, Table>;

export type Atoms = {
  readonly model: Model;
  readonly evaluated: Evaluated;
  /** Sets found before, of this model. */
  readonly found: Map<string, Diagram>;
};

type Level = { readonly level: number; readonly marks: Marks };

function levelsOf({ model }: Atoms, atom: string): readonly Level[] {
  return model.variables.flatMap((_, level) => {
    const marks = marksOf(model, level, atom);
    return marks === undefined ? [] : [{ level, marks }];
  });
}

function tableFor({ model, evaluated }: Atoms, atom: string, levels: readonly Level[]): Table {
  const key = JSON.stringify([model.form.url, atom, levels.map(({ marks }) => marks)]);
  const table = evaluated.get(key) ?? new Map<string, boolean>();
  evaluated.set(key, table);
  return table;
}

/**
 * The states where an expression is true, by asking the FHIRPath evaluator about every combination of answers that
 * it can tell apart.
 */
export function atomSet(atoms: Atoms, atom: string): Diagram {
  const before = atoms.found.get(atom);
  if (before !== undefined) return before;
  const { store, form, variables } = atoms.model;
  const levels = levelsOf(atoms, atom);
  const table = tableFor(atoms, atom, levels);
  const truth = (state: ReadonlyMap<number, number>, name: string): boolean => {
    const { response, variables: beside } = statedAt(form, variables, state);
    const said = table.get(name) ?? isTrue(atom, response, beside);
    table.set(name, said);
    return said;
  };
  const go = (at: number, state: ReadonlyMap<number, number>, name: string): Diagram => {
    const next = levels[at];
    if (next === undefined) return truth(state, name) ? always : never;
    const each = [...new Set(next.marks)].map((mark) => {
      const value = next.marks.indexOf(mark);
      const below = go(at + 1, new Map([...state, [next.level, value]]), `${name} ${value}`);
      const here = where(store, next.level, (v) => next.marks[v] === mark);
      return and(store, here, below);
    });
    return some(store, each);
  };
  const made = go(0, new Map(), '');
  atoms.found.set(atom, made);
  return made;
}

export const statesEvaluated = (evaluated: Evaluated): number =>
  [...evaluated.values()].reduce((sum, table) => sum + table.size, 0);
