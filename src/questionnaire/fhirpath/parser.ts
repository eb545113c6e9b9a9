import type { Ast, Call } from './ast.ts';
import { type Token, tokens } from './lexer.ts';
import { linkIdOf } from './link.ts';
import { moment } from './node.ts';

/** Binary operators by how tightly they bind, the loosest first (http://hl7.org/fhirpath/N1/#operator-precedence). */
const levels = [
  ['implies'],
  ['xor', 'or'],
  ['and'],
  ['in', 'contains'],
  ['=', '~', '!=', '!~'],
  ['>', '<', '>=', '<='],
  ['|'],
  ['is', 'as'],
  ['+', '-', '&'],
  ['*', '/', 'div', 'mod'],
] as const;

type Operator = (typeof levels)[number][number];

const strength: ReadonlyMap<string, number> = new Map(
  levels.flatMap((level, index) => level.map((sign) => [sign, index] as const)),
);

const isOperator = (text: string): text is Operator => strength.has(text);

const calendar = /^(year|month|week|day|hour|minute|second|millisecond)s?$/;

/** Nesting that no author writes and no stack should be asked to bear. */
const maxDepth = 150;
const maxLength = 20_000;
const maxTokens = 4_000;

type Cursor = { readonly all: readonly Token[]; at: number; depth: number };

/** Unwinds the descent; never leaves this file. */
class Malformed extends Error {}

const end: Token = { type: 'end', text: '' };

function peek(cursor: Cursor): Token {
  return cursor.all[cursor.at] ?? end;
}

function take(cursor: Cursor): Token {
  const token = peek(cursor);
  cursor.at++;
  return token;
}

function skip(cursor: Cursor, text: string): boolean {
  const next = peek(cursor);
  const found = next.type === 'sign' && next.text === text;
  if (found) cursor.at++;
  return found;
}

function expectSign(cursor: Cursor, text: string): void {
  if (!skip(cursor, text)) throw new Malformed();
}

function readArguments(cursor: Cursor): readonly Ast[] {
  if (skip(cursor, ')')) return [];
  const args = [expression(cursor, 0)];
  while (skip(cursor, ',')) args.push(expression(cursor, 0));
  expectSign(cursor, ')');
  return args;
}

/** `where(linkId = 'x' and more)` as `where(linkId = 'x').where(more)`, so that the item it is about shows. */
function call(made: Call): Call {
  const [test] = made.args;
  if (made.name !== 'where' || test?.op !== 'binary' || test.sign !== 'and') return made;
  const on = call({ ...made, args: [test.left] });
  return linkIdOf(on) === undefined && on.args[0] === test.left
    ? made
    : { ...made, on, args: [test.right] };
}

const places: ReadonlyMap<string, Ast> = new Map([
  ['$this', { op: 'this' }],
  ['$index', { op: 'index' }],
]);

/** A member or a function, `on` something or on the focus. */
function invocation(cursor: Cursor, on?: Ast): Ast {
  const { type, text: name } = take(cursor);
  if (type !== 'name' && type !== 'quoted') throw new Malformed();
  const base = on === undefined ? {} : { on };
  if (skip(cursor, '(')) return call({ op: 'call', ...base, name, args: readArguments(cursor) });
  // The type's name at the beginning of a path stands for the response itself.
  if (on === undefined && name === 'QuestionnaireResponse') {
    return { op: 'variable', name: 'resource' };
  }
  return places.get(name) ?? { op: 'member', ...base, name };
}

function numeric(cursor: Cursor, value: number): unknown {
  const { type, text } = peek(cursor);
  const isUnit = type === 'string' || (type === 'name' && calendar.test(text));
  if (!isUnit) return value;
  cursor.at++;
  return { value, unit: text, code: text };
}

const isResponse = (name: string): boolean => /^(QuestionnaireResponse|rootResource)$/.test(name);

const literal = (...value: readonly unknown[]): Ast => ({ op: 'literal', value });

function term(cursor: Cursor): Ast {
  const { type, text } = peek(cursor);
  switch (type) {
    case 'name':
      if (text !== 'true' && text !== 'false') return invocation(cursor);
      cursor.at++;
      return literal(text === 'true');
    case 'quoted':
      return invocation(cursor);
    case 'sign':
      return bracketed(cursor);
    case 'end':
      throw new Malformed();
  }
  cursor.at++;
  switch (type) {
    case 'number':
      return literal(numeric(cursor, Number(text)));
    case 'string':
      return literal(text);
    case 'moment':
      return literal(moment(text));
    case 'variable':
      // Some engines give the response this name beside SDC's; and it is contained in nothing.
      return { op: 'variable', name: isResponse(text) ? 'resource' : text };
  }
}

function bracketed(cursor: Cursor): Ast {
  if (skip(cursor, '(')) {
    const inner = expression(cursor, 0);
    expectSign(cursor, ')');
    return inner;
  }
  if (skip(cursor, '{')) {
    expectSign(cursor, '}');
    return literal();
  }
  const sign = take(cursor).text;
  if (sign !== '+' && sign !== '-') throw new Malformed();
  const of = postfix(cursor);
  return sign === '+' ? of : { op: 'binary', sign: '*', left: of, right: literal(-1) };
}

/** A term with everything that hangs on it: `.name`, `.f()`, `[0]`. */
function postfix(cursor: Cursor): Ast {
  let found = term(cursor);
  for (;;) {
    if (skip(cursor, '.')) found = invocation(cursor, found);
    else if (skip(cursor, '[')) {
      found = { op: 'call', on: found, name: '[]', args: [expression(cursor, 0)] };
      expectSign(cursor, ']');
    } else return found;
  }
}

function joined(cursor: Cursor, left: Ast, sign: Operator, bond: number): Ast {
  if (sign !== 'is' && sign !== 'as') {
    return { op: 'binary', sign, left, right: expression(cursor, bond + 1) };
  }
  return { op: 'call', on: left, name: sign, args: [typeName(cursor)] };
}

function typeName(cursor: Cursor): Ast {
  let found = invocation(cursor);
  while (skip(cursor, '.')) found = invocation(cursor, found);
  return found;
}

function expression(cursor: Cursor, least: number): Ast {
  if (++cursor.depth > maxDepth) throw new Malformed();
  let left = postfix(cursor);
  for (;;) {
    const { text, type } = peek(cursor);
    const bond = strength.get(text) ?? -1;
    const isJoined = (type === 'sign' || type === 'name') && isOperator(text) && bond >= least;
    if (!isJoined) break;
    cursor.at++;
    left = joined(cursor, left, text, bond);
  }
  cursor.depth--;
  return left;
}

/** The tree of an expression; undefined when it is not FHIRPath. */
export function parseExpression(text: string): Ast | undefined {
  if (text.length > maxLength) return undefined;
  const all = tokens(text);
  if (all === undefined || all.length > maxTokens) return undefined;
  const cursor: Cursor = { all, at: 0, depth: 0 };
  try {
    const tree = expression(cursor, 0);
    return peek(cursor).type === 'end' ? tree : undefined;
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}
