import type { Form, FormItem } from '../form/form.ts';
import { field, isObject, type Json, listField, numberField, stringField } from '../json.ts';
import { present } from '../present.ts';
import { sameValue, type Value } from '../value/value.ts';
import { acceptedTypes, adapted } from '../value/value-fit.ts';
import { choiceNames, readChoice, readValue } from '../value/value-reading.ts';
import type { AnswerEvent } from './answer.ts';

const verbs = ['set', 'add', 'remove', 'clear'] as const;

export type EditFault = 'not-an-edit' | 'unknown-link-id' | 'unreadable-value';

/**
 * A value written as plain JSON, read as what the item takes: `true`, `7`, `"2026-01-31"`, a Coding, a
 * Quantity; the code alone for an option; or spelled out as `{ "valueCoding": … }`.
 */
function readPlain(item: FormItem, raw: unknown): Value | undefined {
  if (isObject(raw) && choiceNames(raw, 'value').length === 1) {
    const spelled = readChoice(raw, 'value');
    if (spelled !== undefined) return adapted(item, spelled);
  }
  const option = item.options.find(
    ({ value }) => value.type === 'coding' && value.value.code === raw,
  );
  if (option !== undefined) return option.value;
  for (const type of acceptedTypes(item)) {
    const value = readValue(type, raw);
    if (value !== undefined && isOption(item, value)) return value;
  }
  const [type] = acceptedTypes(item);
  return type === undefined ? undefined : readValue(type, raw);
}

/** Without options anything goes; in an open choice free text does too. */
function isOption(item: FormItem, value: Value): boolean {
  if (item.options.length === 0 || item.type === 'open-choice') return true;
  return item.options.some((option) => sameValue(option.value, value));
}

function addressIn(raw: Json): { readonly at?: readonly number[]; readonly index?: number } {
  const at = listField(raw, 'at').filter((each) => typeof each === 'number');
  const index = numberField(raw, 'index');
  return { ...(at.length > 0 ? { at } : {}), ...present({ index }) };
}

export type ReadEdit =
  | { readonly event: AnswerEvent }
  | { readonly code: EditFault; readonly linkId?: string };

function eventOf(
  type: (typeof verbs)[number],
  where: { readonly linkId: string; readonly at?: readonly number[]; readonly index?: number },
  value: Value | undefined,
): ReadEdit {
  if (type === 'clear') return { event: { type, ...where } };
  if (value !== undefined) return { event: { type, ...where, value } };
  const { linkId } = where;
  return type === 'set' ? { code: 'not-an-edit', linkId } : { event: { type, ...where } };
}

/**
 * One edit in the form that files and commands use: `{ "set": "linkId", "value": … }`, with `add`, `remove` or
 * `clear` for `set`; `index` for which answer, `at` for which instances of the repeating items above.
 */
export function readEdit(form: Form, raw: unknown): ReadEdit {
  if (!isObject(raw)) return { code: 'not-an-edit' };
  const [type, ...rest] = verbs.filter((verb) => stringField(raw, verb) !== undefined);
  const isPlain = Object.keys(raw).every((name) => [type, 'value', 'at', 'index'].includes(name));
  const linkId = type === undefined ? undefined : stringField(raw, type);
  if (type === undefined || linkId === undefined || rest.length > 0 || !isPlain)
    return { code: 'not-an-edit' };
  const item = form.byLinkId.get(linkId);
  if (item === undefined) return { code: 'unknown-link-id', linkId };
  const given = field(raw, 'value');
  const value = given === undefined ? undefined : readPlain(item, given);
  if (given !== undefined && value === undefined) return { code: 'unreadable-value', linkId };
  return eventOf(type, { linkId, ...addressIn(raw) }, value);
}
