import type { Ast } from './ast.ts';
import { ExpressionFault } from './fault.ts';
import { functions, isOfType } from './functions.ts';
import { type Link, linkOf, type Setting } from './link.ts';
import { loops, surroundings } from './loop.ts';
import { type Collection, member, nodesAt } from './navigate.ts';
import { type ItemNode, isNode, tag } from './node.ts';
import { operations, single, truth } from './operate.ts';
import type { Run } from './run.ts';

export type Compilation = Setting & {
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

function compileMember(ast: Ast & { readonly op: 'member' }, compilation: Compilation): Run {
  const { name } = ast;
  if (ast.on === undefined) {
    return (self, scope) => self.flatMap((each) => member(each, name, scope.items));
  }
  const on = compile(ast.on, compilation);
  return (self, scope) => on(self, scope).flatMap((each) => member(each, name, scope.items));
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

function compileBinary(ast: Ast & { readonly op: 'binary' }, compilation: Compilation): Run {
  const left = compile(ast.left, compilation);
  const right = compile(ast.right, compilation);
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
];

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

function compileCall(ast: Ast & { readonly op: 'call' }, compilation: Compilation): Run {
  const { name } = ast;
  const on: Run = ast.on === undefined ? (self) => self : compile(ast.on, compilation);
  if (name === 'ofType' || name === 'is' || name === 'as') return compileType(ast, on, compilation);
  const loop = loops.get(name);
  const stays = loop === undefined || (name === 'iif' && ast.on === undefined);
  const within = stays ? compilation : { ...compilation, nested: true };
  const args = ast.args.map((each) => compile(each, within));
  // exists() without a test is a plain function.
  if (loop !== undefined && args.length > 0) return loop(on, args);
  return compilePlain(name, on, args, compilation.unknown);
}

function nameOfType(ast: Ast | undefined): string | undefined {
  if (ast?.op !== 'member') return undefined;
  return ast.on === undefined ? ast.name : `${nameOfType(ast.on)}.${ast.name}`;
}

function typed(name: string, sign: string, input: Collection): Collection {
  const tests = input.map((each) => isOfType(each, name));
  if (tests.includes(undefined)) throw new ExpressionFault(`type ${name}`);
  if (sign === 'is') return input.length === 0 ? [] : [single(tests) === true];
  return input.filter((_, index) => tests[index] === true);
}

function compileType(ast: Ast & { readonly op: 'call' }, on: Run, compilation: Compilation): Run {
  const name = nameOfType(ast.args[0]);
  if (name === undefined) {
    compilation.unknown.add(ast.name);
    return nothing;
  }
  return (self, scope) => typed(name, ast.name, on(self, scope));
}

function compileUnary(ast: Ast & { readonly op: 'unary' }, compilation: Compilation): Run {
  const of = compile(ast.of, compilation);
  if (ast.sign === '+') return of;
  return (self, scope) => operations['*'](of(self, scope), [-1]);
}

function compileVariable(name: string): Run {
  if (name === 'context') return (_, scope) => [scope.focus];
  if (name === 'resource') {
    return (_, scope) => [{ [tag]: 'response', root: scope.root }];
  }
  return (_, scope) => scope.variable(name);
}

/** The tree as a function. What it cannot do is gathered in `compilation.unknown`; then do not run it. */
export function compile(ast: Ast, compilation: Compilation): Run {
  const link = linkOf(ast, compilation);
  if (link !== undefined) return compileLink(link);
  switch (ast.op) {
    case 'literal':
      return () => ast.value;
    case 'this':
      return (self) => self;
    case 'index':
      return (_, { index }) => (index === undefined ? [] : [index]);
    case 'variable':
      return compileVariable(ast.name);
    case 'member':
      return compileMember(ast, compilation);
    case 'call':
      return compileCall(ast, compilation);
    case 'at':
      return compileAt(ast, compilation);
    case 'unary':
      return compileUnary(ast, compilation);
    case 'binary':
      return compileBinary(ast, compilation);
    case 'type': {
      const of = compile(ast.of, compilation);
      return (self, scope) => typed(ast.name, ast.sign, of(self, scope));
    }
  }
}

function compileAt(ast: Ast & { readonly op: 'at' }, compilation: Compilation): Run {
  const on = compile(ast.on, compilation);
  const by = compile(ast.by, compilation);
  return (self, scope) => {
    const index = single(by(self, scope));
    const values = on(self, scope);
    return typeof index === 'number' && index in values ? [values[index]] : [];
  };
}
