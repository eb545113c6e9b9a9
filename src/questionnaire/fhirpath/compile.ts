import type { FormItem } from '../form/form-item.ts';
import type { Ast, Call } from './ast.ts';
import { constant } from './constant.ts';
import { functions, typed } from './functions.ts';
import { type Link, linkOf, type Setting } from './link.ts';
import { loops, surroundings } from './loop.ts';
import { member, nodesAt } from './navigate.ts';
import { type ItemNode, isNode, tag } from './node.ts';
import { operations, truth } from './operate.ts';
import { addFocus, addItem, addVariable, goesDown, type Reads, readsNoAnswer } from './reads.ts';
import type { Run } from './run.ts';

type Work = Setting & {
  readonly reads: Reads;
  /** What stands around the tree may walk to the items beneath its values. */
  readonly deep: boolean;
  /** Trees met so far that walk from an item to the items beneath it. */
  readonly walks: Set<Ast>;
  /** Function names this evaluator does not know. */
  readonly unknown: Set<string>;
};

const nothing: Run = () => [];

function compileLink({ from, target }: Link): Run {
  return (_self, scope) => {
    const found: ItemNode[] = [];
    const { focus } = scope;
    if (from === 'response') nodesAt(target, scope.items, scope.root, 0, found);
    else if (isNode(focus) && focus[tag] === 'item' && focus.entry !== undefined) {
      nodesAt(target, focus.item.items, focus.entry, focus.item.path.length, found);
    }
    return found;
  };
}

function compileMember(ast: Ast & { readonly op: 'member' }, work: Work): Run {
  const { name, on } = ast;
  const fixed = readsNoAnswer(ast);
  const deep = name === 'item' || (name === 'answer' && work.deep);
  if (name === 'item') work.walks.add(ast);
  if (on === undefined) {
    if (!fixed) addFocus(work.reads, work, deep);
    return (self, scope) => self.flatMap((each) => member(each, name, scope.items));
  }
  const reads = fixed ? { ...work.reads, items: new Set<number>() } : work.reads;
  const from = build(on, { ...work, deep, reads });
  return (self, scope) => from(self, scope).flatMap((each) => member(each, name, scope.items));
}

/** Three-valued: empty is "not known". The right side is looked at only when the left does not decide. */
function compileAnd(left: Run, right: Run): Run {
  return (self, scope) => {
    const a = truth(left(self, scope));
    if (a === false) return [false];
    const b = truth(right(self, scope));
    if (b === false) return [false];
    return a && b ? [true] : [];
  };
}

/** `a or b`; with `negated` "a implies b", which is "not a, or b". */
function compileOr(left: Run, right: Run, negated: boolean): Run {
  return (self, scope) => {
    const given = truth(left(self, scope));
    const a = given === undefined ? undefined : given !== negated;
    if (a === true) return [true];
    const b = truth(right(self, scope));
    if (b === true) return [true];
    return a === false && b === false ? [false] : [];
  };
}

function compileBinary(ast: Ast & { readonly op: 'binary' }, work: Work): Run {
  const left = build(ast.left, work);
  const right = build(ast.right, work);
  const { sign } = ast;
  if (sign === 'and') return compileAnd(left, right);
  if (sign === 'or' || sign === 'implies') return compileOr(left, right, sign === 'implies');
  const operation = operations[sign];
  return (self, scope) => operation(left(self, scope), right(self, scope));
}

/** Every function that is known here. */
export const functionNames: readonly string[] = [
  ...loops.keys(),
  ...surroundings.keys(),
  ...functions.keys(),
].filter((name) => name !== '[]');

/** A function that is not a loop: of the surroundings, or of its input and arguments. */
function compilePlain(name: string, on: Run, args: readonly Run[], unknown: Set<string>): Run {
  const around = surroundings.get(name);
  if (around !== undefined) return (self, scope) => around(on(self, scope), scope);
  const plain = functions.get(name);
  if (plain === undefined) {
    unknown.add(name);
    return nothing;
  }
  return (self, scope) => plain(on(self, scope), ...args.map((arg) => arg(self, scope)));
}

const isTypeTest = (name: string): boolean => /^(ofType|is|as)$/.test(name);

function compileCall(ast: Call, work: Work): Run {
  const { name, on } = ast;
  const loop = loops.get(name);
  const stays = loop === undefined || (name === 'iif' && on === undefined);
  const within = stays ? work : { ...work, nested: true };
  const before = work.walks.size;
  const args = isTypeTest(name) ? [] : ast.args.map((each) => build(each, within));
  const deep = work.deep || goesDown.has(name) || work.walks.size > before;
  const from = compileInput(ast, { ...work, deep });
  if (goesDown.has(name)) work.walks.add(ast);
  if (isTypeTest(name)) return compileType(ast, from, work);
  // exists() without a test is a plain function.
  if (loop !== undefined && args.length > 0) return loop(from, args);
  return compilePlain(name, from, args, work.unknown);
}

/** Functions that look at no focus. */
const focusless: ReadonlySet<string> = new Set(['iif', 'today', 'now', 'timeOfDay']);

/** What the function is called on. */
function compileInput(ast: Call, work: Work): Run {
  const { on } = ast;
  if (on === undefined) {
    if (!focusless.has(ast.name)) addFocus(work.reads, work, work.deep);
    return (self) => self;
  }
  const other = otherThan(ast, work);
  if (other === undefined) return build(on, work);
  const items = new Set<number>();
  const from = build(on, { ...work, deep: true, reads: { ...work.reads, items } });
  for (const each of items) {
    if (each < other.index || each > other.last) work.reads.items.add(each);
  }
  return from;
}

/**
 * What `where(linkId != 'x')` leaves out, which is how a total avoids adding itself: among its siblings all that is beneath
 * the item too, but not from a list of everything.
 */
function otherThan(ast: Call, work: Work): Pick<FormItem, 'index' | 'last'> | undefined {
  const [test] = ast.args;
  if (ast.name !== 'where' || test?.op !== 'binary' || test.sign !== '!=') return undefined;
  const { left, right } = test;
  if (left.op !== 'member' || left.name !== 'linkId' || right.op !== 'literal') return undefined;
  const [linkId] = right.value;
  const item = typeof linkId === 'string' ? work.byLinkId.get(linkId) : undefined;
  const named = { ...ast, args: [{ ...test, sign: '=' }] } as const;
  const beside = ast.on?.op === 'member' && linkOf(named, work) !== undefined;
  return item && { index: item.index, last: beside ? item.last : item.index };
}

function nameOfType(ast: Ast | undefined): string | undefined {
  if (ast?.op !== 'member') return undefined;
  return ast.on === undefined ? ast.name : `${nameOfType(ast.on)}.${ast.name}`;
}

function compileType(ast: Call, on: Run, { unknown }: Work): Run {
  const name = nameOfType(ast.args[0]);
  if (name === undefined) unknown.add(ast.name);
  return (self, scope) => typed(name ?? '', ast.name, on(self, scope));
}

function compileVariable(name: string, work: Work): Run {
  addVariable(work.reads, name, work, work.deep);
  const fixed = constant(name, work.focus);
  if (fixed !== undefined) return () => [fixed];
  if (name === 'context') return (_, scope) => [scope.focus];
  if (name === 'resource') return (_, scope) => [{ [tag]: 'response', root: scope.root }];
  return (_, scope) => scope.variable(name);
}

function build(ast: Ast, work: Work): Run {
  const link = linkOf(ast, work);
  if (link !== undefined) {
    addItem(work.reads, link.target, work.deep);
    work.walks.add(ast);
    return compileLink(link);
  }
  switch (ast.op) {
    case 'literal':
      return () => ast.value;
    case 'this':
      addFocus(work.reads, work, work.deep);
      return (self) => self;
    case 'index':
      return (_, { index }) => (index === undefined ? [] : [index]);
    case 'variable':
      return compileVariable(ast.name, work);
    case 'member':
      return compileMember(ast, work);
    case 'call':
      return compileCall(ast, work);
    case 'binary':
      return compileBinary(ast, work);
  }
}

/** The tree as a function, unless it calls what is not known here; and what it looks at in either case. */
export function compile(ast: Ast, setting: Setting): { readonly run?: Run; readonly reads: Reads } {
  const reads: Reads = { items: new Set(), variables: new Set() };
  const unknown = new Set<string>();
  const run = build(ast, { ...setting, reads, unknown, deep: false, walks: new Set() });
  return unknown.size > 0 ? { reads } : { run, reads };
}
