import { draftOf } from '../answers/draft.ts';
import {
  type AnswerContext,
  type Answers,
  blankEntry,
  type Entry,
  type Slot,
} from '../answers/state.ts';
import type { Form, FormItem } from '../form/form.ts';
import { isQuestion } from '../form/form.ts';
import { field, isObject, type Json, listField, objectsField, stringField } from '../json.ts';
import { report } from '../parse/reading.ts';
import { type Problem, refusal } from '../problem.ts';
import { settleAll, settleEnablement } from '../settle/settle.ts';
import { fitIn } from '../value/value-fit.ts';
import { choiceNames } from '../value/value-reading.ts';

export type ReadResponse =
  | {
      readonly ok: true;
      readonly answers: Answers;
      readonly problems: readonly Problem[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

type Reader = {
  readonly form: Form;
  readonly problems: Problem[];
};

const root = 'QuestionnaireResponse';

/** An answer that only says why there is none: in an extension of its own, or of the value it would have had. */
export function isAbsent(raw: Json): boolean {
  if (choiceNames(raw, 'value').length > 0) return false;
  return Object.keys(raw).some((name) => /^(extension$|_value[A-Z])/.test(name));
}

function readAnswer(reader: Reader, item: FormItem, raw: Json, path: string): Entry | undefined {
  if (isAbsent(raw)) return undefined;
  const found = fitIn(item, raw);
  if ('code' in found) {
    report(reader, 'warning', found.code, path, item.linkId);
    return undefined;
  }
  const entry = blankEntry(item.items, found.value);
  readInto(reader, item.items, entry, raw, path);
  return entry;
}

function readQuestion(
  reader: Reader,
  item: FormItem,
  slot: Slot,
  raw: Json,
  path: string,
  before: number,
): void {
  const entries = listField(raw, 'answer').flatMap((each, index) => {
    const answer = isObject(each) ? each : {};
    return readAnswer(reader, item, answer, `${path}.answer[${index}]`) ?? [];
  });
  // A stored answer stands: it is not calculated over by opening it.
  if (item.calculated) slot.edited = true;
  if (entries.length > 1 && !item.repeats) report(reader, 'warning', 'too-many', path, item.linkId);
  if (entries.length === 0) return;
  if (before === 0) slot.entries = [];
  for (const entry of item.repeats ? entries : entries.slice(0, 1)) slot.entries.push(entry);
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
    report(reader, 'warning', 'too-many', path, group.linkId);
    return;
  }
  const entry = slot.entries[seen] ?? blankEntry(group.items);
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
  const item = reader.form.byLinkId.get(linkId ?? '');
  const position = item?.path.at(-1) ?? -1;
  const slot = entry.items[position];
  if (!item) report(reader, 'warning', 'unknown-item', path, linkId);
  else if (items[position] === item && slot) return { item, slot };
  else report(reader, 'warning', 'misplaced-item', path, linkId);
  return undefined;
}

/** Answers and items that stand where the form has no place for them. */
function checkKind(reader: Reader, item: FormItem, raw: Json, path: string): void {
  const answered = field(raw, 'answer') !== undefined;
  const nested = field(raw, 'item') !== undefined;
  if (answered && !isQuestion(item))
    report(reader, 'warning', 'wrong-type', `${path}.answer`, item.linkId);
  if (nested && item.type !== 'group')
    report(reader, 'warning', 'misplaced-item', `${path}.item`, item.linkId);
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
    if (!found) continue;
    const { item } = found;
    const before = seen.get(item) ?? 0;
    seen.set(item, before + 1);
    checkKind(reader, item, each, here);
    readItem(reader, found, each, before, here);
  }
}

function readItem(
  reader: Reader,
  { item, slot }: { readonly item: FormItem; readonly slot: Slot },
  raw: Json,
  before: number,
  path: string,
): void {
  if (item.type === 'group') readGroup(reader, item, slot, raw, before, path);
  else if (isQuestion(item) && (before === 0 || item.repeats)) {
    readQuestion(reader, item, slot, raw, path, before);
  } else if (before > 0) report(reader, 'warning', 'too-many', path, item.linkId);
}

function foreign(form: Form, raw: Json): 'other-questionnaire' | 'other-version' | undefined {
  const canonical = stringField(raw, 'questionnaire');
  if (!canonical || !form.url || canonical.startsWith('#')) return undefined;
  const [url = '', version] = canonical.split('|');
  // Some write where the resource stands instead of its canonical address.
  const id = stringField(form.source, 'id');
  const isByPlace = id !== undefined && `/${url}`.endsWith(`/Questionnaire/${id}`);
  if (url !== form.url && !isByPlace) return 'other-questionnaire';
  return version !== undefined && version !== form.version ? 'other-version' : undefined;
}

/** As `fromResponse`; without `calculate` what is not in the response is not worked out either. */
export function readResponse(
  form: Form,
  response: unknown,
  context: AnswerContext,
  { calculate }: { readonly calculate: boolean },
): ReadResponse {
  if (!isObject(response) || field(response, 'resourceType') !== root) {
    return refusal('not-a-response');
  }
  const other = foreign(form, response);
  const path = `${root}.questionnaire`;
  if (other === 'other-questionnaire') return refusal(other, path);
  const reader: Reader = { form, problems: [] };
  if (other) report(reader, 'warning', other, path);
  const entry = { ...blankEntry(form.items), source: response };
  readInto(reader, form.items, entry, response, root);
  const draft = draftOf({ root: entry, context });
  if (calculate) settleAll(form, draft);
  else settleEnablement(form, draft);
  return { ok: true, answers: { root: draft.root, context }, problems: reader.problems };
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
  return readResponse(form, response, context, { calculate: true });
}
