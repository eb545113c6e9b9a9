import { readValue } from '../value/value-reading.ts';
import { textForms } from './response-elements.ts';

/** Primitives that are not written as text. */
const jsonForms: Readonly<Record<string, (value: unknown) => boolean>> = {
  boolean: (value) => typeof value === 'boolean',
  decimal: (value) => Number.isFinite(value),
  integer: (value) => Number.isInteger(value),
  unsignedInt: (value) => Number.isInteger(value) && Number(value) >= 0,
  positiveInt: (value) => Number.isInteger(value) && Number(value) > 0,
};

const isTimed = (type: string): type is 'date' | 'dateTime' | 'time' =>
  /^(date|dateTime|time)$/.test(type);

function isWellFormed(type: string, text: string): boolean {
  if (isTimed(type)) return readValue(type, text) !== undefined;
  return textForms[type]?.test(text) === true;
}

/** What keeps a value from being a primitive of that type: another kind of JSON, or another form of text. */
export function primitiveFault(
  type: string,
  value: unknown,
): 'bad-structure' | 'malformed' | undefined {
  const isJson = jsonForms[type];
  const isOfKind = isJson === undefined ? typeof value === 'string' : isJson(value);
  if (!isOfKind) return 'bad-structure';
  return typeof value === 'string' && !isWellFormed(type, value) ? 'malformed' : undefined;
}
