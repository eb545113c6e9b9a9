import type { Answers, Place, Slot } from '../answers/state.ts';
import { ExpressionFault } from '../fhirpath/fault.ts';
import type { Collection } from '../fhirpath/navigate.ts';
import { type ItemNode, isNode, type ResponseNode, tag } from '../fhirpath/node.ts';
import type { Scope } from '../fhirpath/run.ts';
import type { Form, FormItem, Variable } from '../form/form.ts';
import { lineageOf } from '../form/lineage.ts';
import { isObject } from '../json.ts';
import { present } from '../present.ts';

/** One item above, or the item itself, with the slot and entry that the place goes through. */
type Level = { readonly item: FormItem; readonly node: ItemNode };

function levelsAt(form: Form, answers: Answers, item: FormItem, place: Place): readonly Level[] {
  let entry: Answers['root'] | undefined = answers.root;
  return lineageOf(form.items, item).flatMap((above, level) => {
    const slot: Slot | undefined = entry?.items[item.path[level] ?? -1];
    if (slot === undefined) return [];
    entry = slot.entries[place[level] ?? 0];
    const within = above.type === 'group' && entry !== undefined ? { entry } : {};
    return [{ item: above, node: { [tag]: 'item', item: above, slot, ...within } as const }];
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
    if (variable !== undefined) return { level, index, variable };
  }
  return undefined;
}

type Memo = Map<Variable, Collection>;

type Surroundings = { readonly form: Form; readonly answers: Answers; readonly memo: Memo };

function weightOf(form: Form, value: unknown): number | undefined {
  if (isNode(value)) {
    return value[tag] === 'answer' ? form.weights.get(value.entry.value?.value) : undefined;
  }
  return isObject(value) ? form.weights.get(value) : undefined;
}

type Lists = readonly (readonly Variable[])[];
type Nodes = readonly (ItemNode | ResponseNode)[];

/** What the nearest instance above was populated from, when its group's population context has that name. */
function populated(nodes: Nodes, name: string): unknown {
  const sources = nodes.flatMap((each) =>
    each[tag] === 'item' && each.item.populationContext?.name === name
      ? (each.entry?.source ?? [])
      : [],
  );
  return sources.at(-1);
}

/** A variable that comes from outside: launch context, a query's result, or the questionnaire itself. */
function given({ form, answers }: Surroundings, nodes: Nodes, name: string): Collection {
  if (name === 'questionnaire') return [form.source];
  if (answers.context.unavailable?.includes(name)) throw new ExpressionFault(name);
  const source = populated(nodes, name);
  if (source !== undefined) return [source];
  const variables = answers.context.variables ?? {};
  const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** Worked out where it is declared, seeing only what stands before it; once for each evaluation. */
function valueOfVariable(
  around: Surroundings,
  lists: Lists,
  nodes: Nodes,
  name: string,
): Collection {
  const found = declared(lists, name);
  if (found === undefined) return given(around, nodes, name);
  const { level, index, variable } = found;
  if (variable.expression.language === 'application/x-fhir-query')
    return given(around, nodes, name);
  const known = around.memo.get(variable);
  if (known !== undefined) return known;
  const seen = [...lists.slice(0, level), lists[level]?.slice(0, index) ?? []];
  const inner = scopeOf(around, seen, nodes.slice(0, level + 1));
  const value = around.form.programs.get(variable.expression)?.run([inner.focus], inner) ?? [];
  around.memo.set(variable, value);
  return value;
}

function scopeOf(around: Surroundings, lists: Lists, nodes: Nodes): Scope {
  const { form, answers } = around;
  const { now } = answers.context;
  return {
    items: form.items,
    root: answers.root,
    focus: nodes.at(-1),
    variable: (name) => valueOfVariable(around, lists, nodes, name),
    weight: (value) => weightOf(form, value),
    ...present({ now }),
  };
}

/** What an expression of `item` at `place` sees; of the whole form without an item. */
export function scopeAt(form: Form, answers: Answers, item?: FormItem, place: Place = []): Scope {
  const root: ResponseNode = { [tag]: 'response', root: answers.root };
  const levels = item === undefined ? [] : levelsAt(form, answers, item, place);
  return scopeOf(
    { form, answers, memo: new Map() },
    [form.variables, ...levels.map((level) => level.item.variables ?? [])],
    [root, ...levels.map((level) => level.node)],
  );
}
