import type { FormItem } from '../form/form-item.ts';
import type { Ast, Call } from './ast.ts';
import { constant } from './constant.ts';
import { focusOf, responseOf } from './focus.ts';
import { functions } from './functions.ts';
import { kinds } from './kind.ts';
import { type Link, linkIdOf, linkOf, type Setting, writtenAt } from './link.ts';
import { loops } from './loop.ts';
import { isBranch, member } from './navigate.ts';
import { addFocus, addItem, addVariable, goesDown, type Reads, readsNoAnswer } from './reads.ts';
import { type Run, top } from './run.ts';

type Work = Setting & {
  readonly reads: Reads;
  /** What stands around the tree may walk to the items beneath its values. */
  readonly deep: boolean;
  /** Trees met so far that walk from an item to the items beneath it. */
  readonly walks: Set<Ast>;
  /** What this evaluator does not know: functions, types, units of time. */
  readonly unknown: Set<string>;
};

function compileLink({ from, target }: Link): Run {
  return (_self, scope) => {
    if (from === 'response') return writtenAt(target, scope.items, scope.root);
    const { item, entry } = scope.here ?? {};
    return item && entry ? writtenAt(target, item.items, entry, item.path.length) : [];
  };
}

function compileMember(ast: Ast & { readonly op: 'member' }, work: Work): Run {
  const { name, on } = ast;
  const deep = name === 'item' || (name === 'answer' && work.deep);
  if (name === 'item') work.walks.add(ast);
  const reads = readsNoAnswer(ast) ? { ...work.reads, items: new Set<number>() } : work.reads;
  const from = build(on, { ...work, deep, reads });
  return (self, scope) => from(self, scope).flatMap((each) => member(each, name));
}

/** Functions that look at no focus. */
const isFocusless = (name: string): boolean => /^(iif|today|now)$/.test(name);

function compileCall(ast: Call, work: Work): Run {
  const { name, on } = ast;
  if (/^(ofType|is|as)$/.test(name)) return compileType(ast, work);
  const before = work.walks.size;
  const nested = loops.has(name) || (name === 'iif' && on.op !== 'this');
  const args = ast.args.map((each) => build(each, nested ? { ...work, nested } : work));
  const walks = goesDown.has(name) || (nested && work.walks.size > before);
  const from = compileInput(ast, { ...work, deep: work.deep || walks });
  if (goesDown.has(name)) work.walks.add(ast);
  const made = (work.functions ?? functions).get(name);
  if (!made) work.unknown.add(name);
  return made?.(from, args) ?? from;
}

/** What the function is called on. */
function compileInput(ast: Call, work: Work): Run {
  const { on, name } = ast;
  if (on.op === 'this' && isFocusless(name)) return (self) => self;
  const other = otherThan(ast, work);
  if (!other) return build(on, work);
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
  const item = work.byLinkId.get(linkIdOf(ast, '!=') ?? '');
  const beside = ast.on.op === 'member' && linkOf(ast, work, '!=') !== undefined;
  return item && { index: item.index, last: beside ? item.last : item.index };
}

function nameOfType(ast: Ast | undefined): string {
  if (ast?.op !== 'member') return '';
  return ast.on.op === 'this' ? ast.name : `${nameOfType(ast.on)}.${ast.name}`;
}

/** `ofType`, of the types that are told apart here; `is` and `as` are others'. */
function compileType(ast: Call, work: Work): Run {
  const type = nameOfType(ast.args[0]).replace(/^(FHIR|System)\./, '');
  const kind = ast.name === 'ofType' ? kinds.get(type.toLowerCase()) : undefined;
  if (!kind) work.unknown.add(ast.name);
  const from = compileInput(ast, work);
  return (self, scope) => from(self, scope).filter((each) => kind?.(each));
}

function compileVariable(name: string, work: Work): Run {
  addVariable(work.reads, name, work, work.deep);
  const fixed = constant(name, work.focus);
  if (fixed !== undefined) return () => [fixed];
  if (name === 'context') return (_, scope) => [focusOf(scope)];
  if (name === 'resource') return (_, scope) => [responseOf(scope)];
  return (_, scope) => scope.variable(name);
}

function build(ast: Ast, work: Work): Run {
  const link = linkOf(ast, work);
  if (link) {
    addItem(work.reads, link.target, work.deep);
    work.walks.add(ast);
    return compileLink(link);
  }
  switch (ast.op) {
    case 'literal':
      // `3 'kg'`, `2 days`
      if (!work.functions && isBranch(ast.value[0])) work.unknown.add('a quantity');
      return () => ast.value;
    case 'this':
      addFocus(work.reads, work, work.deep);
      return (self, scope) => (self === top ? [focusOf(scope)] : self);
    case 'variable':
      return compileVariable(ast.name, work);
    case 'member':
      return compileMember(ast, work);
    case 'call':
      return compileCall(ast, work);
  }
}

/** The tree as a function, unless it calls what is not known here; and what it looks at in either case. */
export function compile(ast: Ast, setting: Setting): { readonly run?: Run; readonly reads: Reads } {
  const reads: Reads = { items: new Set(), variables: new Set() };
  const unknown = new Set<string>();
  const run = build(ast, { ...setting, reads, unknown, deep: false, walks: new Set() });
  return unknown.size > 0 ? { reads } : { run, reads };
}
