import { draftOf } from './draft.ts';
import type { Form, FormItem } from './form.ts';
import { isQuestion } from './form.ts';
import { field, isObject, type Json, listField, objectsField, stringField } from './json.ts';
import type { AnswerProblemCode, Problem } from './problem.ts';
import { settleAll } from './settle.ts';
import {
  type AnswerContext,
  type Answers,
  blankEntry,
  blankSlot,
  type Entry,
  type Slot,
} from './state.ts';
import type { Value } from './value.ts';
import { fitOf } from './value-fit.ts';
import { readChoice } from './value-reading.ts';

export type ReadResponse =
  | { readonly ok: true; readonly answers: Answers; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

type Reader = { readonly form: Form; readonly problems: Problem[] };

const root = 'QuestionnaireResponse';

function note(reader: Reader, code: AnswerProblemCode, path: string, linkId?: string): void {
  reader.problems.push({
    code,
    severity: 'warning',
    path,
    ...(linkId === undefined ? {} : { linkId }),
  });
}

/** `valueString` serves both string and text, `valueDecimal` is told from an integer only by its name. */
function adapted(item: FormItem, value: Value): Value {
  return value.type === 'string' && item.type === 'text'
    ? { type: 'text', value: value.value }
    : value;
}

function readAnswer(reader: Reader, item: FormItem, raw: unknown, path: string): Entry | undefined {
  const value = isObject(raw) ? readChoice(raw, 'value') : undefined;
  if (!isObject(raw) || value === undefined) {
    note(reader, 'wrong-type', path, item.linkId);
    return undefined;
  }
  const result = fitOf(item, adapted(item, value));
  if ('code' in result) {
    note(reader, result.code, path, item.linkId);
    return undefined;
  }
  const entry = blankEntry(item.items, result.value);
  readInto(reader, item.items, entry, raw, path);
  return entry;
}

function readQuestion(reader: Reader, item: FormItem, slot: Slot, raw: Json, path: string): void {
  const entries = listField(raw, 'answer').flatMap((each, index) => {
    const entry = readAnswer(reader, item, each, `${path}.answer[${index}]`);
    return entry === undefined ? [] : [entry];
  });
  if (entries.length > 1 && !item.repeats) note(reader, 'too-many', path, item.linkId);
  if (entries.length === 0) return;
  slot.entries = item.repeats ? entries : entries.slice(0, 1);
  // A stored answer stands: it is not calculated over by opening it.
  if (item.calculated !== undefined) slot.edited = true;
}

function readGroup(
  reader: Reader,
  group: FormItem,
  slot: Slot,
  raw: Json,
  seen: number,
  path: string,
): void {
  if (seen > 0 && !group.repeats) {
    note(reader, 'too-many', path, group.linkId);
    return;
  }
  const entry = blankEntry(group.items);
  slot.entries[seen] = entry;
  readInto(reader, group.items, entry, raw, path);
}

/** The item among `items` that `raw` answers, with its slot; noted when it does not belong there. */
function placeFor(
  reader: Reader,
  items: readonly FormItem[],
  entry: Entry,
  raw: Json,
  path: string,
): { readonly item: FormItem; readonly slot: Slot } | undefined {
  const linkId = stringField(raw, 'linkId');
  const position = items.findIndex((item) => item.linkId === linkId);
  const item = items[position];
  const slot = entry.items[position];
  if (item !== undefined && slot !== undefined) return { item, slot };
  const known = linkId !== undefined && reader.form.byLinkId.has(linkId);
  note(reader, known ? 'misplaced-item' : 'unknown-item', path, linkId);
  return undefined;
}

/** Reads the items of `raw` into the entry's slots; what does not belong there is noted and left out. */
function readInto(
  reader: Reader,
  items: readonly FormItem[],
  entry: Entry,
  raw: Json,
  path: string,
): void {
  const seen = new Map<FormItem, number>();
  for (const [index, each] of objectsField(raw, 'item').entries()) {
    const here = `${path}.item[${index}]`;
    const found = placeFor(reader, items, entry, each, here);
    if (found === undefined) continue;
    const { item, slot } = found;
    const before = seen.get(item) ?? 0;
    seen.set(item, before + 1);
    if (!isQuestion(item)) readGroup(reader, item, slot, each, before, here);
    else if (before === 0) readQuestion(reader, item, slot, each, here);
    else note(reader, 'too-many', here, item.linkId);
  }
}

function foreign(form: Form, raw: Json): 'other-questionnaire' | 'other-version' | undefined {
  const canonical = stringField(raw, 'questionnaire');
  if (canonical === undefined || form.url === undefined) return undefined;
  const [url, version] = canonical.split('|');
  if (url !== form.url) return 'other-questionnaire';
  return version !== undefined && version !== form.version ? 'other-version' : undefined;
}

/**
 * The answers in a QuestionnaireResponse, from any value; never throws. Not a response, or one to another
 * questionnaire: refused. Anything in it that the form cannot hold is left out and listed.
 */
export function fromResponse(
  form: Form,
  response: unknown,
  context: AnswerContext = {},
): ReadResponse {
  if (!isObject(response) || field(response, 'resourceType') !== root) {
    return { ok: false, problems: [{ code: 'not-a-response', severity: 'error', path: '' }] };
  }
  const other = foreign(form, response);
  const path = `${root}.questionnaire`;
  if (other === 'other-questionnaire') {
    return { ok: false, problems: [{ code: other, severity: 'error', path }] };
  }
  const reader: Reader = { form, problems: [] };
  if (other !== undefined) note(reader, other, path);
  const entry = { items: form.items.map(blankSlot) };
  readInto(reader, form.items, entry, response, root);
  const draft = draftOf({ root: entry, context });
  settleAll(form, draft);
  return { ok: true, answers: { root: draft.root, context }, problems: reader.problems };
}
