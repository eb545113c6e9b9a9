import { type Token, tokens } from './fhirpath-tokens.ts';
import { ViewError } from './problem.ts';

/** The FHIRPath that views use, as a tree. `of` absent means the context item. */
export type Path =
  | { readonly is: 'this' }
  | {
      readonly is: 'literal';
      readonly type: 'string' | 'number' | 'boolean' | 'date';
      readonly text: string;
    }
  | { readonly is: 'constant'; readonly name: string }
  | { readonly is: 'member'; readonly of: Path; readonly name: string }
  | {
      readonly is: 'call';
      readonly of: Path;
      readonly name: string;
      readonly args: readonly Path[];
    }
  | { readonly is: 'index'; readonly of: Path; readonly at: Path }
  | { readonly is: 'minus'; readonly of: Path }
  | { readonly is: 'binary'; readonly operator: string; readonly left: Path; readonly right: Path };

/** FHIRPath N1, operator precedence; higher binds tighter. */
const precedence: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  '=': 4,
  '!=': 4,
  '<': 5,
  '>': 5,
  '<=': 5,
  '>=': 5,
  '+': 7,
  '-': 7,
  '&': 7,
  '*': 8,
  '/': 8,
};

const here: Path = { is: 'this' };

/** Where we are in the words; moves forward as they are taken. */
type Cursor = { readonly text: string; readonly words: readonly Token[]; at: number };

function peek(cursor: Cursor): Token {
  return cursor.words[cursor.at] ?? { kind: 'end', text: '' };
}

function take(cursor: Cursor): Token {
  const token = peek(cursor);
  cursor.at += 1;
  return token;
}

function accept(cursor: Cursor, symbol: string): boolean {
  const token = peek(cursor);
  if (token.kind !== 'symbol' || token.text !== symbol) return false;
  cursor.at += 1;
  return true;
}

function expect(cursor: Cursor, symbol: string): void {
  if (!accept(cursor, symbol)) throw new ViewError('syntax', cursor.text);
}

/** `$this` and `.where(…)` apart, a bare name is a member of the context item. */
export function parsePath(text: string): Path {
  const cursor: Cursor = { text, words: tokens(text), at: 0 };
  const path = expression(cursor, 0);
  if (peek(cursor).kind !== 'end') throw new ViewError('syntax', text);
  return path;
}

function expression(cursor: Cursor, above: number): Path {
  let left = unary(cursor);
  for (;;) {
    const operator = peek(cursor).text;
    const binds = operatorAt(cursor);
    if (binds <= above) return left;
    take(cursor);
    left = { is: 'binary', operator, left, right: expression(cursor, binds) };
  }
}

function operatorAt(cursor: Cursor): number {
  const { kind, text } = peek(cursor);
  if (kind !== 'symbol' && kind !== 'name') return 0;
  return Object.hasOwn(precedence, text) ? (precedence[text] ?? 0) : 0;
}

function unary(cursor: Cursor): Path {
  if (accept(cursor, '-')) return { is: 'minus', of: unary(cursor) };
  if (accept(cursor, '+')) return unary(cursor);
  return postfix(cursor, term(cursor));
}

function postfix(cursor: Cursor, start: Path): Path {
  let path = start;
  for (;;) {
    if (accept(cursor, '.')) path = invocation(cursor, path);
    else if (accept(cursor, '[')) {
      path = { is: 'index', of: path, at: expression(cursor, 0) };
      expect(cursor, ']');
    } else return path;
  }
}

function invocation(cursor: Cursor, of: Path): Path {
  const { kind, text: name } = take(cursor);
  if (kind !== 'name') throw new ViewError('syntax', cursor.text);
  if (!accept(cursor, '(')) return { is: 'member', of, name };
  const args: Path[] = [];
  while (!accept(cursor, ')')) {
    if (args.length > 0) expect(cursor, ',');
    args.push(expression(cursor, 0));
  }
  return { is: 'call', of, name, args };
}

function term(cursor: Cursor): Path {
  if (accept(cursor, '(')) {
    const inner = expression(cursor, 0);
    expect(cursor, ')');
    return inner;
  }
  const { kind, text } = peek(cursor);
  switch (kind) {
    case 'name':
      return named(cursor, text);
    case 'string':
    case 'number':
    case 'date':
      take(cursor);
      return { is: 'literal', type: kind, text };
    case 'constant':
      take(cursor);
      return { is: 'constant', name: text };
    case 'symbol':
    case 'end':
      throw new ViewError('syntax', cursor.text);
  }
}

function named(cursor: Cursor, text: string): Path {
  if (text !== '$this' && text !== 'true' && text !== 'false') return invocation(cursor, here);
  take(cursor);
  return text === '$this' ? here : { is: 'literal', type: 'boolean', text };
}
