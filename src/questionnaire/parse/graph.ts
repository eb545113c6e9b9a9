import type { Form, FormItem, Rule } from '../form/form.ts';
import { type Reading, reportOn } from './reading.ts';

type Edges = readonly (readonly number[])[];

/** For each place: which of the things point at it. */
function pointingAt<Thing>(
  size: number,
  things: readonly Thing[],
  placesOf: (thing: Thing) => readonly number[],
): Edges {
  const table: number[][] = Array.from({ length: size }, () => []);
  for (const [index, thing] of things.entries()) {
    for (const place of placesOf(thing)) table[place]?.push(index);
  }
  return table;
}

const reversed = (edges: Edges): Edges => pointingAt(edges.length, edges, (targets) => targets);

/** Every rule that has to be looked at again when anything in the item's subtree may have changed. */
function readersBeneath(item: FormItem, readers: Edges): readonly number[] {
  const found = new Set<number>();
  for (let index = item.index; index <= item.last; index++) {
    for (const rule of readers[index] ?? []) found.add(rule);
  }
  return [...found];
}

/** Kahn's algorithm: each after whatever points at it. What stands on a cycle, or waits for one, is left out. */
function inOrder(next: Edges): readonly number[] {
  const waiting = reversed(next).map(({ length }) => length);
  const order = waiting.flatMap((count, rule) => (count === 0 ? [rule] : []));
  // The list grows while it is gone through.
  for (const rule of order) {
    for (const target of next[rule] ?? []) {
      const left = (waiting[target] ?? 0) - 1;
      waiting[target] = left;
      if (left === 0) order.push(target);
    }
  }
  return order;
}

/** What can be ordered neither forwards nor backwards stands on a cycle, or between two. */
function onCycles(next: Edges): readonly number[] {
  const free = new Set([...inOrder(next), ...inOrder(reversed(next))]);
  return [...next.keys()].filter((rule) => !free.has(rule));
}

/** Puts each rule after what it reads, and tables who reads and who decides what. A cycle refuses the form. */
export function arrange(
  reading: Reading,
  all: readonly FormItem[],
  rules: readonly Rule[],
): Pick<Form, 'rules' | 'readers' | 'deciders'> {
  const readersOf = (some: readonly Rule[]) => pointingAt(all.length, some, ({ reads }) => reads);
  const readers = readersOf(rules);
  const next = rules.map(({ item }) => readersBeneath(item, readers));
  const order = inOrder(next);
  const cyclic = order.length < rules.length ? onCycles(next) : [];
  for (const rule of cyclic) reportOn(reading, 'error', 'cycle', rules[rule]?.item);
  const sorted = order.flatMap((rule) => rules[rule] ?? []);
  return {
    rules: sorted,
    readers: readersOf(sorted),
    deciders: pointingAt(all.length, sorted, ({ item }) => [item.index]),
  };
}
