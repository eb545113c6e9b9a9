import {
  type Cursor,
  readWhole,
  skip as skipText,
  step,
  take,
  unreadable,
  within,
} from '../cursor.ts';
import type { Ast, Call } from './ast.ts';
import { linkIdOf } from './link.ts';
import { moment } from './moment.ts';

/** Binary operators by how tightly they bind, the loosest first (http://hl7.org/fhirpath/N1/#operator-precedence). */
const strength: ReadonlyMap<string, number> = new Map(
  [
    'implies',
    'xor or',
    'and',
    'in contains',
    '= ~ != !~',
    '> < >= <=',
    '|',
    'is as',
    '+ - &',
    '* / div mod',
  ].flatMap((level, index) => level.split(' ').map((sign) => [sign, index] as const)),
);

const maxLength = 20_000;

const clock = '\\d\\d(?::\\d\\d(?::\\d\\d(?:\\.\\d+)?)?)?';
const day = '\\d{4}(?:-\\d\\d(?:-\\d\\d)?)?';
const between = (mark: string): string => `${mark}((?:[^${mark}\\\\]|\\\\[\\s\\S])*)${mark}`;
const text = between("'");
const quoted = between('`');
const sticky = (source: string): RegExp => new RegExp(source, 'y');

const gap = sticky('(?:\\s|//[^\\n]*|/\\*[\\s\\S]*?\\*/)*');
const momentToken = sticky(`@(T${clock}|${day}(?:T(?:${clock}(?:Z|[+-]\\d\\d:\\d\\d)?)?)?)`);
const numberToken = sticky('\\d+(?:\\.\\d+)?');
const textToken = sticky(text);
const unitToken = sticky(`${text}|((?:year|month|week|day|hour|minute|(?:milli)?second)s?)(?!\\w)`);
const variableToken = sticky(`%(?:${text}|${quoted}|([\\w-]+))`);
const nameToken = sticky(`([$A-Za-z_]\\w*)|${quoted}`);
const operatorToken = sticky('\\w+|[<>!]?[=~]|[-+*/&|<>]');

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };

function unescaped(raw: string): string {
  return raw.replace(/\\(?:u([\da-f]{4})|([\s\S]))/gi, (_, hex, letter) =>
    hex === undefined ? (escapes[letter] ?? letter) : String.fromCharCode(Number(`0x${hex}`)),
  );
}

/** What stands next, behind blanks and remarks, without the marks around it. */
function next(cursor: Cursor, token: RegExp): string | undefined {
  take(cursor, gap);
  const [whole, ...groups] = take(cursor, token) ?? [];
  return groups.find((each) => each !== undefined) ?? whole;
}

function skip(cursor: Cursor, sign: string): boolean {
  take(cursor, gap);
  return skipText(cursor, sign);
}

function expectSign(cursor: Cursor, sign: string): void {
  if (!skip(cursor, sign)) unreadable();
}

function readArguments(cursor: Cursor): readonly Ast[] {
  if (skip(cursor, ')')) return [];
  const args = [expression(cursor)];
  while (skip(cursor, ',')) args.push(expression(cursor));
  expectSign(cursor, ')');
  return args;
}

const called = (on: Ast, name: string, ...args: readonly Ast[]): Call => ({
  op: 'call',
  on,
  name,
  args,
});

/** `where(linkId = 'x' and more)` as `where(linkId = 'x').where(more)`, so that the item it is about shows. */
function split(made: Call): Call {
  const [test] = made.args;
  if (made.name !== 'where' || test?.op !== 'call' || test.name !== 'and') return made;
  const on = split({ ...made, args: [test.on] });
  return linkIdOf(on) === undefined && on.args[0] === test.on
    ? made
    : { ...made, on, args: test.args };
}

const self: Ast = { op: 'this' };

/** A member or a function, `on` something or on the focus. */
function invocation(cursor: Cursor, on = self): Ast {
  step(cursor);
  const name = unescaped(next(cursor, nameToken) ?? unreadable());
  if (skip(cursor, '(')) return split(called(on, name, ...readArguments(cursor)));
  if (name === '$this') return self;
  // `$index` and `$total`: of an evaluator that has them.
  if (name.startsWith('$')) return called(self, name);
  return { op: 'member', on, name };
}

/** Some engines give the response these names beside SDC's; and it is contained in nothing. */
const variable = (name: string): Ast => ({
  op: 'variable',
  name: /^(QuestionnaireResponse|rootResource)$/.test(name) ? 'resource' : name,
});

const literal = (...value: readonly unknown[]): Ast => ({ op: 'literal', value });

function readNumber(cursor: Cursor, value: number): Ast {
  const unit = next(cursor, unitToken);
  return literal(unit === undefined ? value : { value, unit, code: unit });
}

function term(cursor: Cursor): Ast {
  step(cursor);
  const when = next(cursor, momentToken);
  if (when !== undefined) return literal(moment(when));
  const number = next(cursor, numberToken);
  if (number !== undefined) return readNumber(cursor, Number(number));
  const string = next(cursor, textToken);
  if (string !== undefined) return literal(unescaped(string));
  const name = next(cursor, variableToken);
  return name === undefined ? bracketed(cursor) : variable(name);
}

function bracketed(cursor: Cursor): Ast {
  if (skip(cursor, '(')) {
    const inner = expression(cursor);
    expectSign(cursor, ')');
    return inner;
  }
  if (skip(cursor, '{')) {
    expectSign(cursor, '}');
    return literal();
  }
  if (skip(cursor, '+')) return postfix(cursor);
  if (skip(cursor, '-')) return called(postfix(cursor), '*', literal(-1));
  const found = invocation(cursor);
  if (found.op !== 'member') return found;
  const { name } = found;
  if (name === 'true' || name === 'false') return literal(name === 'true');
  // The type's name at the beginning of a path stands for the response itself.
  return name === 'QuestionnaireResponse' ? variable(name) : found;
}

/** A term with everything that hangs on it: `.name`, `.f()`, `[0]`. */
function postfix(cursor: Cursor, start = term(cursor)): Ast {
  let found = start;
  for (;;) {
    if (skip(cursor, '.')) found = invocation(cursor, found);
    else if (skip(cursor, '[')) {
      found = called(found, '[]', expression(cursor));
      expectSign(cursor, ']');
    } else return found;
  }
}

function joined(cursor: Cursor, left: Ast, sign: string, bond: number): Ast {
  step(cursor);
  // `is` and `as` have a type's name on their right.
  const isType = sign === 'is' || sign === 'as';
  const right = isType ? postfix(cursor, invocation(cursor)) : expression(cursor, bond + 1);
  return sign === 'contains' ? called(right, 'in', left) : called(left, sign, right);
}

function operation(cursor: Cursor, least: number): Ast {
  let left = postfix(cursor);
  for (;;) {
    const { at } = cursor;
    const sign = next(cursor, operatorToken) ?? '';
    const bond = strength.get(sign) ?? -1;
    if (bond < least) {
      cursor.at = at;
      take(cursor, gap);
      return left;
    }
    left = joined(cursor, left, sign, bond);
  }
}

const expression = (cursor: Cursor, least = 0): Ast =>
  within(cursor, () => operation(cursor, least));

/** The tree of an expression; undefined when it is not FHIRPath. */
export function parseExpression(source: string): Ast | undefined {
  return readWhole(source, maxLength, (cursor) => expression(cursor));
}
