import { call } from './calls.ts';
import { type Path, parsePath } from './fhirpath-parse.ts';
import { oneOf } from './one-of.ts';
import { arithmetic, compare, equals, logic } from './operators.ts';
import { ViewError } from './problem.ts';
import { elementOf } from './r4-elements.ts';
import { literal } from './shape.ts';
import { type Context, field, first, members, nothing, single, type Value } from './value.ts';

const literalType = { string: 'string', number: 'decimal', boolean: 'boolean', date: 'dateTime' };

/** Compiles one FHIRPath expression, in its text form. */
export function compilePath(text: string, context: Context): Value {
  const value = compile(parsePath(text), context);
  if (value.choice !== undefined) throw new ViewError('unsupported', `${text}: say ofType(…)`);
  return value;
}

export function compile(path: Path, context: Context): Value {
  switch (path.is) {
    case 'this':
      return context.item;
    case 'literal':
      return literalValue(path.type, path.text);
    case 'constant':
      return constant(path.name, context);
    case 'member':
      return member(compile(path.of, context), path.name, context);
    case 'call':
      return call(path, context, compile);
    case 'index':
      return indexed(compile(path.of, context), compile(path.at, context));
    case 'minus':
      return { sql: `-(${single(compile(path.of, context))})`, list: false, type: 'decimal' };
    case 'binary':
      return (
        amongTexts(path, context) ??
        binary(path.operator, compile(path.left, context), compile(path.right, context))
      );
  }
}

function literalValue(type: 'string' | 'number' | 'boolean' | 'date', text: string): Value {
  const whole = type === 'number' && !text.includes('.');
  return {
    sql: type === 'string' || type === 'date' ? literal(text) : text,
    list: false,
    type: whole ? 'integer' : literalType[type],
  };
}

function constant(name: string, context: Context): Value {
  if (name === 'rowIndex') return { sql: context.rowIndex, list: false, type: 'integer' };
  if (name === 'resource' || name === 'context') return context.item;
  const known = context.constants.get(name);
  if (known === undefined) throw new ViewError('unknown-constant', name);
  return known;
}

function member(owner: Value, name: string, context: Context): Value {
  if (owner === nothing) return owner;
  if (owner.choice !== undefined) throw new ViewError('unsupported', `${name}: say ofType(…)`);
  if (owner.root === true && name === context.resource) return owner;
  const element = elementOf(owner.type, name);
  if (element === undefined) throw new ViewError('unknown-element', `${owner.type}.${name}`);
  const [type] = element.types;
  if (element.choice || type === undefined) {
    return { ...owner, choice: { owner, name, types: element.types } };
  }
  return field(owner, name, type, element.many, context);
}

function indexed(of: Value, at: Value): Value {
  if (at.list || at.type !== 'integer') throw new ViewError('wrong-type', 'index');
  if (of.list) return { ...of, list: false, sql: `(${members(of)})[(${at.sql}) + 1]` };
  return { ...first(of), sql: `CASE WHEN ${at.sql} = 0 THEN ${of.sql} END` };
}

function amongTexts(path: Path, context: Context): Value | undefined {
  const found = oneOf(path);
  if (found === undefined) return undefined;
  const of = compile(found.of, context);
  const candidates = found.candidates.map((each) => compile(each, context));
  const plain = [of, ...candidates].every(({ list, type }) => !list && texts.has(type));
  if (!plain) return undefined;
  const sql = `(${of.sql} IN (${candidates.map((each) => each.sql).join(', ')}))`;
  return { sql, list: false, type: 'boolean' };
}

const texts = new Set(['string', 'code', 'uri', 'canonical', 'id']);

function binary(operator: string, left: Value, right: Value): Value {
  switch (operator) {
    case 'and':
    case 'or':
      return logic(operator, left, right);
    case '=':
      return equals(left, right);
    case '!=':
      return { sql: `NOT (${equals(left, right).sql})`, list: false, type: 'boolean' };
    case '<':
    case '>':
    case '<=':
    case '>=':
      return compare(operator, left, right);
    default:
      return arithmetic(operator, left, right);
  }
}
