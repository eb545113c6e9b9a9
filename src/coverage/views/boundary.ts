import { ViewError } from './problem.ts';
import { single, type Value } from './value.ts';

/**
 * The earliest or latest moment (or smallest and largest number) a value of limited precision can stand for,
 * to milliseconds; a time without a zone is taken as anywhere on Earth (+14:00 to -12:00).
 * FHIRPath `lowBoundary()`, `highBoundary()`.
 */
export function boundary(value: Value, low: boolean): Value {
  const text = single(value);
  switch (value.type) {
    case 'decimal':
      return { sql: decimal(text, low), list: false, type: 'decimal' };
    case 'date':
      return { sql: day(text, low), list: false, type: 'date' };
    case 'dateTime':
    case 'instant':
      return { sql: dateTime(text, low), list: false, type: 'dateTime' };
    case 'time':
      return { sql: time(text, low), list: false, type: 'time' };
    default:
      throw new ViewError('unsupported', `boundary of ${value.type}`);
  }
}

/** Half a unit of the last digit written: 1.0 is anything from 0.95 to 1.05. */
function decimal(text: string, low: boolean): string {
  const digits = `CASE WHEN contains(${text}, '.') THEN len(split_part(${text}, '.', 2)) ELSE 0 END`;
  const half = `CAST(0.5 AS DECIMAL(20, 12)) / CAST(pow(10, ${digits}) AS DOUBLE)`;
  return `CAST(round(CAST(${text} AS DOUBLE) ${low ? '-' : '+'} ${half}, 12) AS VARCHAR)`;
}

function day(text: string, low: boolean): string {
  const month = `CASE WHEN len(${text}) = 4 THEN ${text} || '${low ? '-01' : '-12'}' ELSE ${text} END`;
  const from = `(${month}) || '-01'`;
  const whole = low ? from : `strftime(last_day(CAST(${from} AS DATE)), '%Y-%m-%d')`;
  return `CASE WHEN len(${text}) >= 10 THEN substr(${text}, 1, 10) WHEN ${text} IS NOT NULL THEN ${whole} END`;
}

function time(text: string, low: boolean): string {
  const rest = low ? '00:00:00.000' : '23:59:59.999';
  return `(${text} || substr('${rest}', len(${text}) + 1))`;
}

function dateTime(text: string, low: boolean): string {
  const zone = `regexp_extract(${text}, '(Z|[+-]\\d{2}:\\d{2})$', 1)`;
  const anywhere = low ? '+14:00' : '-12:00';
  const clock = `CASE WHEN contains(${text}, 'T') THEN regexp_replace(split_part(${text}, 'T', 2), '(Z|[+-]\\d{2}:\\d{2})$', '') ELSE '' END`;
  const where = `CASE WHEN contains(${text}, 'T') AND ${zone} <> '' THEN ${zone} ELSE '${anywhere}' END`;
  return `((${day(text, low)}) || 'T' || ${time(`(${clock})`, low)} || ${where})`;
}
