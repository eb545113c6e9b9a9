import { isObject, type Json } from '../json.ts';

/** `%linkIdPrefix + '1.1'` as the linkId it gives, and the variable alone as its text. */
function worked(expression: string, prefix: string): string {
  return expression
    .replace(/%linkIdPrefix\s*[+&]\s*'([^'\\]*)'/g, (_, own: string) => `'${prefix}${own}'`)
    .replace(/%linkIdPrefix\b/g, `'${prefix}'`);
}

/** Members whose texts point at something with the prefix. */
const linkNames: ReadonlySet<string> = new Set(['linkId', 'question']);

function textIn(name: string, text: string, prefix: string): string {
  if (linkNames.has(name)) return prefix + text;
  if (name === 'expression') return worked(text, prefix);
  // `#id`: something contained, whose id has the prefix too.
  const points = /^(reference|answerValueSet|value(Canonical|Uri|Reference))$/.test(name);
  return points && /^#./.test(text) ? `#${prefix}${text.slice(1)}` : text;
}

/** A JSON value with the prefix put before every linkId, and before the id of everything contained. */
export function prefixed(value: unknown, prefix: string, name = ''): unknown {
  if (prefix === '') return value;
  if (typeof value === 'string') return textIn(name, value, prefix);
  if (Array.isArray(value)) return value.map((each: unknown) => prefixed(each, prefix, name));
  return isObject(value) ? prefixedObject(value, prefix) : value;
}

export function prefixedObject(object: Json, prefix: string): Json {
  return Object.fromEntries(
    Object.entries(object).map(([name, each]) => [name, prefixed(each, prefix, name)]),
  );
}
