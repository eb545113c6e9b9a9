import { boundary } from './boundary.ts';
import type { Path } from './fhirpath-parse.ts';
import { booleanOf } from './operators.ts';
import { ViewError } from './problem.ts';
import { literal } from './shape.ts';
import { asList, type Context, field, first, hasMembers, single, type Value } from './value.ts';

type Call = Extract<Path, { readonly is: 'call' }>;
type Compile = (path: Path, context: Context) => Value;
type Function = (of: Value, call: Call, context: Context, compile: Compile) => Value;

const bool = (sql: string): Value => ({ sql, list: false, type: 'boolean' });

function argument(call: Call, at: number): Path {
  const found = call.args[at];
  if (found === undefined) throw new ViewError('syntax', `${call.name}()`);
  return found;
}

/** The bare name given as an argument: `ofType(Quantity)`, `getReferenceKey(Patient)`. */
function typeName(path: Path): string {
  if (path.is === 'member' && (path.of.is === 'this' || path.of.is === 'member')) return path.name;
  throw new ViewError('syntax', 'a type was expected');
}

function keptWhen(of: Value, context: Context, test: (each: Value) => string): Value {
  if (of.root === true) {
    const sql = test(of);
    return { ...of, sql: of.sql === '' ? sql : `(${of.sql}) AND (${sql})` };
  }
  if (!of.list) return { ...of, sql: `CASE WHEN ${test(of)} THEN ${of.sql} END` };
  const each = context.fresh();
  const holds = `coalesce(${test({ ...of, list: false, sql: each })}, FALSE)`;
  const kept = {
    from: of.sql,
    each,
    test: of.nulls === true ? `${each} IS NOT NULL AND ${holds}` : holds,
  };
  return { ...of, nulls: false, kept, sql: `list_filter(${of.sql}, lambda ${each}: ${kept.test})` };
}

function where(of: Value, call: Call, context: Context, compile: Compile): Value {
  const criteria = argument(call, 0);
  return keptWhen(of, context, (item) => booleanOf(compile(criteria, { ...context, item })));
}

function exists(of: Value, call: Call, context: Context, compile: Compile): Value {
  const kept = call.args.length > 0 ? where(of, call, context, compile) : of;
  if (kept.root === true) return bool(kept.sql === '' ? 'TRUE' : `coalesce(${kept.sql}, FALSE)`);
  return bool(kept.list ? hasMembers(kept) : `((${kept.sql}) IS NOT NULL)`);
}

function ofType(of: Value, call: Call, context: Context): Value {
  const type = typeName(argument(call, 0));
  if (of.choice === undefined) {
    if (of.type === type) return of;
    throw new ViewError('wrong-type', `${of.type} is never ${type}`);
  }
  // A type the element cannot have is empty, not an error.
  const { owner, name } = of.choice;
  return field(owner, `${name}${capital(type)}`, type, false, context);
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function extension(of: Value, call: Call, context: Context, compile: Compile): Value {
  const url = compile(argument(call, 0), context);
  const all = field(of, 'extension', 'Extension', true, context);
  return keptWhen(all, context, (each) => {
    const found = field(each, 'url', 'uri', false, context);
    return `${found.sql} = ${url.sql}`;
  });
}

function join(of: Value, call: Call, context: Context, compile: Compile): Value {
  const [separator] = call.args;
  const between = separator === undefined ? literal('') : single(compile(separator, context));
  return {
    sql: `coalesce(array_to_string(${asList(of)}, ${between}), '')`,
    list: false,
    type: 'string',
  };
}

/** The id a literal reference points at: relative or absolute, with or without a version. */
function referenceKey(of: Value, call: Call, context: Context): Value {
  const reference = field(of, 'reference', 'string', false, context);
  const [wanted] = call.args;
  const type = wanted === undefined ? '[A-Z][A-Za-z]+' : typeName(wanted);
  const pattern = literal(`(?:^|/)${type}/([A-Za-z0-9.-]{1,64})(?:/_history/[^/]+)?$`);
  const extracted = (sql: string): string => `nullif(regexp_extract(${sql}, ${pattern}, 1), '')`;
  // Nearly every reference is `Type/id`, which takes no pattern to read.
  const key = (sql: string): string =>
    wanted === undefined
      ? extracted(sql)
      : `CASE WHEN starts_with(${sql}, '${type}/') AND instr(substr(${sql}, ${type.length + 2}), '/') = 0 THEN substr(${sql}, ${type.length + 2}) ELSE ${extracted(sql)} END`;
  if (!reference.list) return { sql: key(reference.sql), list: false, type: 'string' };
  const each = context.fresh();
  const sql = `list_transform(${reference.sql}, lambda ${each}: ${key(each)})`;
  return { sql, list: true, nulls: true, type: 'string' };
}

const functions: Readonly<Record<string, Function>> = {
  where,
  exists,
  empty: (of, call, context, compile) => bool(`NOT ${exists(of, call, context, compile).sql}`),
  not: (of) => bool(`NOT (${booleanOf(of)})`),
  first: (of) => first(of),
  count: (of) => ({ sql: `len(${asList(of)})`, list: false, type: 'integer' }),
  ofType,
  extension,
  join,
  getResourceKey: (of, _call, context) => field(of, 'id', 'id', false, context),
  getReferenceKey: referenceKey,
  lowBoundary: (of) => boundary(of, true),
  highBoundary: (of) => boundary(of, false),
};

/** A function call; one we do not know is refused, never passed over. */
export function call(path: Call, context: Context, compile: Compile): Value {
  const found = Object.hasOwn(functions, path.name) ? functions[path.name] : undefined;
  if (found === undefined) throw new ViewError('unsupported', `${path.name}()`);
  const of = compile(path.of, context);
  if (of.choice !== undefined && path.name !== 'ofType') {
    throw new ViewError('unsupported', `${of.choice.name}: say ofType(…)`);
  }
  return found(of, path, context, compile);
}
