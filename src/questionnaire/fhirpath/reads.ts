import type { FormItem } from '../form/form-item.ts';
import { type Ast, partsOf } from './ast.ts';
import { linkOf, type Setting } from './link.ts';

/** What an expression looks at: items by index; and the variables it names. */
export type Reads = {
  readonly items: Set<number>;
  readonly variables: Set<string>;
};

/** Functions that look at no focus. */
const focusless: ReadonlySet<string> = new Set(['iif', 'today', 'now', 'timeOfDay']);

const fixed: ReadonlySet<string> = new Set(['linkId', 'text', 'definition']);

const goesDown: ReadonlySet<string> = new Set(['children', 'descendants', 'repeat']);

/** Whether a tree may walk from an item to the items beneath it. */
function walksDown(ast: Ast): boolean {
  const steps =
    (ast.op === 'member' && ast.name === 'item') || (ast.op === 'call' && goesDown.has(ast.name));
  return steps || partsOf(ast).some(walksDown);
}

function addItem(reads: Reads, item: FormItem, deep: boolean): void {
  const last = deep || item.type === 'group' ? item.last : item.index;
  for (let index = item.index; index <= last; index++) reads.items.add(index);
}

function addEverything(reads: Reads, { byLinkId }: Setting): void {
  for (const { index } of byLinkId.values()) reads.items.add(index);
}

function addFocus(reads: Reads, setting: Setting, deep: boolean): void {
  if (setting.nested) return;
  if (setting.focus !== undefined) addItem(reads, setting.focus, deep);
  else if (deep) addEverything(reads, setting);
}

function gatherVariable(reads: Reads, name: string, setting: Setting, deep: boolean): void {
  if (name === 'context') addFocus(reads, { ...setting, nested: false }, deep);
  else if (name !== 'resource') reads.variables.add(name);
  else if (deep) addEverything(reads, setting);
}

/** `deep`: what stands around the tree may walk to the items beneath its values. */
export function gather(ast: Ast, reads: Reads, setting: Setting, deep: boolean): void {
  const link = linkOf(ast, setting);
  if (link !== undefined) {
    addItem(reads, link.target, deep);
    return;
  }
  switch (ast.op) {
    case 'this':
      addFocus(reads, setting, deep);
      return;
    case 'variable':
      gatherVariable(reads, ast.name, setting, deep);
      return;
    case 'member':
      gatherMember(ast, reads, setting, deep);
      return;
    case 'call':
      gatherCall(ast, reads, setting, deep);
      return;
    default:
      for (const part of partsOf(ast)) gather(part, reads, setting, deep);
  }
}

function gatherMember(
  ast: Ast & { readonly op: 'member' },
  reads: Reads,
  setting: Setting,
  deep: boolean,
): void {
  // What the form itself says of an item does not follow from answers.
  if (fixed.has(ast.name) && (ast.on === undefined || ast.on.op === 'variable')) return;
  const down = ast.name === 'item' || (ast.name === 'answer' && deep);
  if (ast.on !== undefined) gather(ast.on, reads, setting, down);
  else addFocus(reads, setting, down);
}

/** The item that `where(linkId != 'x')` leaves out: how a total avoids adding itself. */
function otherThan(
  ast: Ast & { readonly op: 'call' },
  { byLinkId }: Setting,
): FormItem | undefined {
  const [test] = ast.args;
  if (ast.name !== 'where' || test?.op !== 'binary' || test.sign !== '!=') return undefined;
  const { left, right } = test;
  if (left.op !== 'member' || left.name !== 'linkId' || right.op !== 'literal') return undefined;
  const [linkId] = right.value;
  return typeof linkId === 'string' ? byLinkId.get(linkId) : undefined;
}

function gatherOthers(list: Ast, reads: Reads, setting: Setting, { index, last }: FormItem): void {
  const inner: Reads = { ...reads, items: new Set() };
  gather(list, inner, setting, true);
  for (const item of inner.items) if (item < index || item > last) reads.items.add(item);
}

function gatherCall(
  ast: Ast & { readonly op: 'call' },
  reads: Reads,
  setting: Setting,
  deep: boolean,
): void {
  const others = otherThan(ast, setting);
  if (others !== undefined && ast.on !== undefined) {
    gatherOthers(ast.on, reads, setting, others);
    return;
  }
  const down = deep || goesDown.has(ast.name) || ast.args.some(walksDown);
  if (ast.on !== undefined) gather(ast.on, reads, setting, down);
  else if (!focusless.has(ast.name)) addFocus(reads, setting, down);
  const nested = setting.nested === true || ast.name !== 'iif' || ast.on !== undefined;
  for (const arg of ast.args) gather(arg, reads, { ...setting, nested }, deep);
}
