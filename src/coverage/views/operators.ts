import { ViewError } from './problem.ts';
import { isNumeric } from './r4-elements.ts';
import { members, single, type Value } from './value.ts';

const bool = (sql: string): Value => ({ sql, list: false, type: 'boolean' });

export function booleanOf(value: Value): string {
  if (value.type !== 'boolean') throw new ViewError('wrong-type', `boolean, not ${value.type}`);
  return single(value);
}

/** Three-valued, as both FHIRPath and SQL have it. */
export function logic(operator: 'and' | 'or', left: Value, right: Value): Value {
  return bool(`((${booleanOf(left)}) ${operator.toUpperCase()} (${booleanOf(right)}))`);
}

function number(value: Value, sql: string): string {
  return value.type === 'decimal' ? `CAST(${sql} AS DOUBLE)` : sql;
}

function comparable(left: Value, right: Value): boolean {
  return isNumeric(left.type) === isNumeric(right.type);
}

function sameKind(left: Value, right: Value, operator: string): void {
  const booleans = (left.type === 'boolean') === (right.type === 'boolean');
  if (comparable(left, right) && booleans) return;
  throw new ViewError('wrong-type', `${left.type} ${operator} ${right.type}`);
}

/** Collections are equal when they have the same members in the same order; an empty one gives empty. */
export function equals(left: Value, right: Value): Value {
  sameKind(left, right, '=');
  if (left.list && right.list) {
    const [one, other] = [members(left), members(right)];
    return bool(
      `CASE WHEN len(${one}) = 0 OR len(${other}) = 0 THEN NULL ELSE ${one} = ${other} END`,
    );
  }
  if (!left.list && !right.list) {
    return bool(`(${number(left, left.sql)} = ${number(right, right.sql)})`);
  }
  const [many, one] = left.list ? [left, right] : [right, left];
  const list = members(many);
  const same = `${number(many, `(${list})[1]`)} = ${number(one, one.sql)}`;
  return bool(
    `CASE WHEN len(${list}) > 1 THEN CASE WHEN ${one.sql} IS NOT NULL THEN FALSE END WHEN len(${list}) = 1 THEN ${same} END`,
  );
}

export function compare(operator: string, left: Value, right: Value): Value {
  sameKind(left, right, operator);
  return bool(`(${number(left, single(left))} ${operator} ${number(right, single(right))})`);
}

export function arithmetic(operator: string, left: Value, right: Value): Value {
  if (operator === '&') {
    const text = (value: Value): string => `coalesce(CAST(${single(value)} AS VARCHAR), '')`;
    return { sql: `(${text(left)} || ${text(right)})`, list: false, type: 'string' };
  }
  if (!isNumeric(left.type) || !isNumeric(right.type)) {
    throw new ViewError('wrong-type', `${left.type} ${operator} ${right.type}`);
  }
  const sql = `(${number(left, single(left))} ${operator} ${number(right, single(right))})`;
  const whole = left.type !== 'decimal' && right.type !== 'decimal' && operator !== '/';
  return { sql, list: false, type: whole ? 'integer' : 'decimal' };
}
