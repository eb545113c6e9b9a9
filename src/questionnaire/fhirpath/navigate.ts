import { isAnswered } from '../answers/answered.ts';
import type { Entry, Slot } from '../answers/entry.ts';
import type { FormItem } from '../form/form-item.ts';
import { isQuestion } from '../form/form-item.ts';
import { isObject } from '../json.ts';
import type { Value } from '../value/value.ts';
import { valueName } from '../value/value-reading.ts';
import { type AnswerNode, type ItemNode, isNode, type Moment, type Node, tag } from './node.ts';

export type Collection = readonly unknown[];

/** The item trees a node's slots belong to; the response's come from the form. */
export type Tops = readonly FormItem[];

/** The nodes a slot stands for in the response: one a question, one an instance; none when empty or disabled. */
export function nodesOf(item: FormItem, slot: Slot | undefined): readonly ItemNode[] {
  if (slot === undefined || !slot.enabled) return [];
  const found = slot.entries.filter((entry) => isAnswered(item, entry));
  if (!isQuestion(item)) return found.map((entry) => ({ [tag]: 'item', item, slot, entry }));
  return found.length === 0 ? [] : [{ [tag]: 'item', item, slot }];
}

function itemsIn(items: readonly FormItem[], entry: Entry): readonly ItemNode[] {
  return items.flatMap((item, position) => nodesOf(item, entry.items[position]));
}

/** A FHIR value as FHIRPath sees it: dates and times are moments, the rest is itself. */
function atom(value: Value): unknown {
  const { type } = value;
  if (type === 'date' || type === 'dateTime' || type === 'time') {
    return { [tag]: 'moment', type, text: value.value } satisfies Moment;
  }
  return value.value;
}

function answersIn({ item, slot }: ItemNode): readonly AnswerNode[] {
  return slot.entries.flatMap((entry) =>
    entry.value === undefined ? [] : [{ [tag]: 'answer', item, entry } as const],
  );
}

function memberOfItem(node: ItemNode, name: string): Collection {
  if (name === 'linkId') return [node.item.linkId];
  if (name === 'text') return node.item.text === undefined ? [] : [node.item.text.text];
  if (name === 'definition')
    return node.item.definition === undefined ? [] : [node.item.definition];
  if (name === 'answer') return answersIn(node);
  return name === 'item' && node.entry !== undefined ? itemsIn(node.item.items, node.entry) : [];
}

function memberOfAnswer({ item, entry }: AnswerNode, name: string): Collection {
  if (name === 'item') return itemsIn(item.items, entry);
  const { value } = entry;
  if (value === undefined) return [];
  return name === 'value' || name === valueName(value.type) ? [atom(value)] : [];
}

function memberOfNode(node: Node, name: string, tops: Tops): Collection {
  switch (node[tag]) {
    case 'response':
      return name === 'item' ? itemsIn(tops, node.root) : [];
    case 'item':
      return memberOfItem(node, name);
    case 'answer':
      return memberOfAnswer(node, name);
    case 'moment':
      return [];
  }
}

/** `value` finds `valueString` and its kin, as FHIR's choice elements are named in FHIRPath. */
function choiceMember(object: Readonly<Record<string, unknown>>, name: string): unknown {
  const key = Object.keys(object).find(
    (each) => each.startsWith(name) && /^[A-Z]/.test(each.slice(name.length)),
  );
  return key === undefined ? undefined : object[key];
}

function memberOfJson(object: Readonly<Record<string, unknown>>, name: string): Collection {
  const found = Object.hasOwn(object, name) ? object[name] : choiceMember(object, name);
  if (found === undefined || found === null) return [];
  return Array.isArray(found) ? found : [found];
}

export function member(value: unknown, name: string, tops: Tops): Collection {
  if (isNode(value)) return memberOfNode(value, name, tops);
  if (!isObject(value)) return [];
  if (Object.hasOwn(value, 'resourceType') && value['resourceType'] === name) return [value];
  return memberOfJson(value, name);
}

export function children(value: unknown, tops: Tops): Collection {
  if (isNode(value)) {
    return ['linkId', 'text', 'answer', 'value', 'item'].flatMap((name) =>
      memberOfNode(value, name, tops),
    );
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, each]) => (name === 'resourceType' ? [] : each));
}

/** Everything beneath, each once; `step` says what is directly beneath. Depth is bounded by the data. */
export function everythingBeneath(
  from: Collection,
  step: (value: unknown, index: number) => Collection,
): Collection {
  const found: unknown[] = [];
  let level: Collection = from;
  while (level.length > 0) {
    level = level.flatMap(step);
    found.push(...level);
    if (found.length > 200_000) return found;
  }
  return found;
}

/**
 * The nodes of `target` beneath an entry whose items are `siblings`, following its path from `level` down and
 * skipping what is disabled or unanswered on the way.
 */
export function nodesAt(
  target: FormItem,
  siblings: readonly FormItem[],
  entry: Entry,
  level: number,
  found: ItemNode[],
): void {
  const position = target.path[level] ?? -1;
  const item = siblings[position];
  const slot = entry.items[position];
  if (item === undefined || slot === undefined || !slot.enabled) return;
  if (level === target.path.length - 1) {
    found.push(...nodesOf(item, slot));
    return;
  }
  for (const next of slot.entries) {
    if (next.value !== undefined || !isQuestion(item)) {
      nodesAt(target, item.items, next, level + 1, found);
    }
  }
}
