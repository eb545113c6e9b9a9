import type { Answers, Place, Slot } from '../answers/state.ts';
import { ExpressionFault } from '../fhirpath/fault.ts';
import { type Collection, member } from '../fhirpath/navigate.ts';
import { type Scope, type Standing, top } from '../fhirpath/run.ts';
import type { Form, FormItem, Variable } from '../form/form.ts';
import { lineageOf } from '../form/lineage.ts';
import { field, isObject } from '../json.ts';

/** The items above and the item itself, each with the slot and entry that the place goes through. */
function levelsAt(form: Form, answers: Answers, item: FormItem, place: Place): readonly Standing[] {
  let entry: Answers['root'] | undefined = answers.root;
  return lineageOf(form.items, item).flatMap((above, level) => {
    const slot: Slot | undefined = entry?.items[item.path[level] ?? -1];
    if (!slot) return [];
    entry = slot.entries[place[level] ?? 0];
    return [{ item: above, slot, entry: above.type === 'group' ? entry : undefined }];
  });
}

/** The last variable of that name that an expression at this point may see; of its own list only those before it. */
export function declared(
  lists: readonly (readonly Variable[])[],
  name: string,
): { readonly level: number; readonly index: number; readonly variable: Variable } | undefined {
  for (let level = lists.length - 1; level >= 0; level--) {
    const list = lists[level] ?? [];
    const index = list.findLastIndex((each) => each.name === name);
    const variable = list[index];
    if (variable) return { level, index, variable };
  }
  return undefined;
}

type Memo = Map<Variable, Collection>;

type Surroundings = { readonly form: Form; readonly answers: Answers; readonly memo: Memo };

function weightOf({ weights }: Form, value: unknown): number | undefined {
  if (!isObject(value)) return undefined;
  return weights.get(value) ?? weights.get(member(value, 'value')[0]);
}

type Lists = readonly (readonly Variable[])[];
type Levels = readonly Standing[];

/** What the nearest instance above was populated from, when its group's population context has that name. */
function populated(levels: Levels, name: string): unknown {
  return levels.findLast(
    ({ item, entry }) => item.populationContext?.name === name && entry?.source,
  )?.entry?.source;
}

/** A variable that comes from outside: launch context, a query's result, or the questionnaire itself. */
function given({ form, answers }: Surroundings, levels: Levels, name: string): Collection {
  if (name === 'questionnaire') return [form.source];
  if (answers.context.unavailable?.includes(name)) throw new ExpressionFault(name);
  const value = populated(levels, name) ?? field(answers.context.variables ?? {}, name);
  return value === undefined ? [] : [value].flat();
}

/** Worked out where it is declared, seeing only what stands before it; once for each evaluation. */
function valueOfVariable(
  around: Surroundings,
  lists: Lists,
  levels: Levels,
  name: string,
): Collection {
  const found = declared(lists, name);
  const program = found && around.form.programs.get(found.variable.expression);
  if (!program) return given(around, levels, name);
  const { level, index, variable } = found;
  const known = around.memo.get(variable);
  if (known) return known;
  const seen = [...lists.slice(0, level), lists[level]?.slice(0, index) ?? []];
  const inner = scopeOf(around, seen, levels.slice(0, level));
  const value = program.run(top, inner);
  around.memo.set(variable, value);
  return value;
}

function scopeOf(around: Surroundings, lists: Lists, levels: Levels): Scope {
  const { form, answers } = around;
  return {
    items: form.items,
    root: answers.root,
    variable: (name) => valueOfVariable(around, lists, levels, name),
    weight: (value) => weightOf(form, value),
    here: levels.at(-1),
    now: answers.context.now,
  };
}

/** What an expression of `item` at `place` sees; of the whole form without an item. */
export function scopeAt(form: Form, answers: Answers, item?: FormItem, place: Place = []): Scope {
  const levels = item ? levelsAt(form, answers, item, place) : [];
  return scopeOf(
    { form, answers, memo: new Map() },
    [form.variables, ...levels.map((level) => level.item.variables ?? [])],
    levels,
  );
}
