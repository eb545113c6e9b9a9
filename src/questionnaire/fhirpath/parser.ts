import type { Ast, Sign } from './ast.ts';
import { type Token, tokens } from './lexer.ts';
import { moment } from './node.ts';

/** How tightly each binary operator binds (http://hl7.org/fhirpath/N1/#operator-precedence). */
const strength: ReadonlyMap<string, number> = new Map([
  ...['*', '/', 'div', 'mod'].map((sign) => [sign, 10] as const),
  ...['+', '-', '&'].map((sign) => [sign, 9] as const),
  ...['is', 'as'].map((sign) => [sign, 8] as const),
  ['|', 7],
  ...['>', '<', '>=', '<='].map((sign) => [sign, 6] as const),
  ...['=', '~', '!=', '!~'].map((sign) => [sign, 5] as const),
  ...['in', 'contains'].map((sign) => [sign, 4] as const),
  ['and', 3],
  ...['xor', 'or'].map((sign) => [sign, 2] as const),
  ['implies', 1],
]);

const signs: readonly Sign[] = [
  ...(['*', '/', 'div', 'mod', '+', '-', '&', '|', '<', '>', '<=', '>=', '=', '!='] as const),
  ...(['~', '!~', 'in', 'contains', 'and', 'or', 'xor', 'implies'] as const),
];

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

function isSign(token: Token, text: string): boolean {
  return token.type === 'sign' && token.text === text;
}

function skip(cursor: Cursor, text: string): boolean {
  const found = isSign(peek(cursor), text);
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

const isLinkIdTest = (ast: Ast): boolean =>
  ast.op === 'binary' && ast.sign === '=' && [ast.left, ast.right].some(isLinkId);

const isLinkId = (ast: Ast): boolean => ast.op === 'member' && ast.name === 'linkId';

/** `where(linkId = 'x' and more)` as `where(linkId = 'x').where(more)`, so that the item it is about shows. */
function call(made: Ast & { readonly op: 'call' }): Ast {
  const [test] = made.args;
  if (made.name !== 'where' || test?.op !== 'binary' || test.sign !== 'and') return made;
  if (!startsWithLinkId(test.left)) return made;
  return { ...made, on: call({ ...made, args: [test.left] }), args: [test.right] };
}

const startsWithLinkId = (ast: Ast): boolean =>
  isLinkIdTest(ast) || (ast.op === 'binary' && ast.sign === 'and' && startsWithLinkId(ast.left));

/** A member or a function, `on` something or on the focus. */
function invocation(cursor: Cursor, on?: Ast): Ast {
  const token = take(cursor);
  if (token.type !== 'name' && token.type !== 'quoted') throw new Malformed();
  const base = on === undefined ? {} : { on };
  if (token.text === '$this') return { op: 'this' };
  if (token.text === '$index') return { op: 'index' };
  if (token.text === '$total') return { op: 'total' };
  const name = token.text;
  if (skip(cursor, '(')) return call({ op: 'call', ...base, name, args: readArguments(cursor) });
  // The type's name at the beginning of a path stands for the response itself.
  if (on === undefined && name === 'QuestionnaireResponse')
    return { op: 'variable', name: 'resource' };
  return { op: 'member', ...base, name };
}

function numeric(cursor: Cursor, text: string): Ast {
  const next = peek(cursor);
  const isUnit = next.type === 'string' || (next.type === 'name' && calendar.test(next.text));
  if (!isUnit) return { op: 'literal', value: [Number(text)] };
  cursor.at++;
  return { op: 'literal', value: [{ value: Number(text), unit: next.text, code: next.text }] };
}

function term(cursor: Cursor): Ast {
  const token = peek(cursor);
  switch (token.type) {
    case 'number':
      cursor.at++;
      return numeric(cursor, token.text);
    case 'string':
      cursor.at++;
      return { op: 'literal', value: [token.text] };
    case 'moment':
      cursor.at++;
      return { op: 'literal', value: [moment(token.text)] };
    case 'variable':
      cursor.at++;
      return { op: 'variable', name: token.text };
    case 'name':
    case 'quoted':
      if (token.text === 'true' || token.text === 'false') {
        cursor.at++;
        return { op: 'literal', value: [token.text === 'true'] };
      }
      return invocation(cursor);
    case 'sign':
      return bracketed(cursor);
    case 'end':
      throw new Malformed();
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
    return { op: 'literal', value: [] };
  }
  const sign = take(cursor).text;
  if (sign !== '+' && sign !== '-') throw new Malformed();
  return { op: 'unary', sign, of: postfix(cursor) };
}

/** A term with everything that hangs on it: `.name`, `.f()`, `[0]`. */
function postfix(cursor: Cursor): Ast {
  let found = term(cursor);
  for (;;) {
    if (skip(cursor, '.')) found = invocation(cursor, found);
    else if (skip(cursor, '[')) {
      found = { op: 'at', on: found, by: expression(cursor, 0) };
      expectSign(cursor, ']');
    } else return found;
  }
}

function typeName(cursor: Cursor): string {
  const parts = [take(cursor)];
  while (skip(cursor, '.')) parts.push(take(cursor));
  if (parts.some((part) => part.type !== 'name' && part.type !== 'quoted')) throw new Malformed();
  return parts.map((part) => part.text).join('.');
}

function joined(cursor: Cursor, left: Ast, text: string, bond: number): Ast {
  if (text === 'is' || text === 'as') {
    return { op: 'type', sign: text, of: left, name: typeName(cursor) };
  }
  const sign = signs.find((each) => each === text);
  if (sign === undefined) throw new Malformed();
  return { op: 'binary', sign, left, right: expression(cursor, bond + 1) };
}

function expression(cursor: Cursor, least: number): Ast {
  if (++cursor.depth > maxDepth) throw new Malformed();
  let left = postfix(cursor);
  for (;;) {
    const { text, type } = peek(cursor);
    const bond = type === 'sign' || type === 'name' ? strength.get(text) : undefined;
    if (bond === undefined || bond < least) break;
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
