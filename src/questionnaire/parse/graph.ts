import type { Form, FormItem, Rule } from '../form/form.ts';
import { pathOf, type Reading, report } from './reading.ts';

type Edges = readonly (readonly number[])[];

function byItem(size: number, pairs: Iterable<readonly [item: number, rule: number]>): Edges {
  const table: number[][] = Array.from({ length: size }, () => []);
  for (const [item, rule] of pairs) table[item]?.push(rule);
  return table;
}

/** Every rule that has to be looked at again when anything in the item's subtree may have changed. */
function readersBeneath(item: FormItem, readers: Edges): readonly number[] {
  const found = new Set<number>();
  for (let index = item.index; index <= item.last; index++) {
    for (const rule of readers[index] ?? []) found.add(rule);
  }
  return [...found];
}

/** How many arrows point at each. */
function arrowsInto(next: Edges): number[] {
  const count = next.map(() => 0);
  for (const target of next.flat()) count[target] = (count[target] ?? 0) + 1;
  return count;
}

/** Kahn's algorithm: each after whatever points at it. What stands on a cycle, or waits for one, is left out. */
function inOrder(next: Edges): readonly number[] {
  const waiting = arrowsInto(next);
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
  const back: number[][] = next.map(() => []);
  for (const [rule, targets] of next.entries()) {
    for (const target of targets) back[target]?.push(rule);
  }
  const free = new Set([...inOrder(next), ...inOrder(back)]);
  return [...next.keys()].filter((rule) => !free.has(rule));
}

/** Puts each rule after what it reads, and tables who reads and who decides what. A cycle refuses the form. */
export function arrange(
  reading: Reading,
  all: readonly FormItem[],
  rules: readonly Rule[],
): Pick<Form, 'rules' | 'readers' | 'deciders'> {
  const readers = byItem(
    all.length,
    rules.flatMap((rule, index) => rule.reads.map((item) => [item, index] as const)),
  );
  const next = rules.map((rule) => readersBeneath(rule.item, readers));
  const order = inOrder(next);
  const cyclic = order.length < rules.length ? onCycles(next) : [];
  for (const rule of cyclic) {
    const item = rules[rule]?.item;
    report(reading, 'error', 'cycle', pathOf(item), item?.linkId);
  }
  const sorted = order.flatMap((rule) => rules[rule] ?? []);
  return {
    rules: sorted,
    readers: byItem(
      all.length,
      sorted.flatMap((rule, index) => rule.reads.map((item) => [item, index] as const)),
    ),
    deciders: byItem(
      all.length,
      sorted.map((rule, index) => [rule.item.index, index] as const),
    ),
  };
}
