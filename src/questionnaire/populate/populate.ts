import { type Coding, sameCoding } from '../../fhir/index.ts';
import { initialDraft } from '../answers/answer.ts';
import { type Draft, ownSlot } from '../answers/draft.ts';
import {
  type AnswerContext,
  type Answers,
  blankEntry,
  type Place,
  placesOf,
  slotAt,
} from '../answers/state.ts';
import { replace } from '../answers/write.ts';
import { plus } from '../fhirpath/moment-sum.ts';
import type { Form, FormItem } from '../form/form.ts';
import { isQuestion } from '../form/form.ts';
import { field, isObject, type Json, objectsField, stringField } from '../json.ts';
import { outcomeOf } from '../settle/outcome.ts';
import { settleAll } from '../settle/settle.ts';
import { compareMoments } from '../value/moment.ts';
import type { Value } from '../value/value.ts';
import { valueFromAtom } from '../value/value-atom.ts';
import { isCoding } from '../value/value-reading.ts';

/** The resources of a Bundle one by one; anything else as it is. */
function each(values: readonly unknown[]): readonly unknown[] {
  return values.flatMap((value) =>
    isObject(value) && value['resourceType'] === 'Bundle'
      ? objectsField(value, 'entry').flatMap((entry) => entry['resource'] ?? [])
      : [value],
  );
}

/** One instance of a group for each thing its population context finds. */
function populateGroup(form: Form, draft: Draft, item: FormItem, place: Place): void {
  if (item.populationContext === undefined) return;
  const { values } = outcomeOf(form, draft, item, place, item.populationContext);
  const found = each(values);
  const slot = ownSlot(draft, item, place);
  if (slot === undefined || found.length === 0) return;
  slot.entries = (item.repeats ? found : found.slice(0, 1)).map((source) => ({
    ...blankEntry(item.items),
    source,
  }));
}

function codingsIn(concept: unknown): readonly Coding[] {
  return isObject(concept) ? objectsField(concept, 'coding').filter(isCoding) : [];
}

function effective(observation: Json): string {
  const period = field(observation, 'effectivePeriod');
  return (
    stringField(observation, 'effectiveDateTime') ??
    (isObject(period) ? stringField(period, 'start') : undefined) ??
    ''
  );
}

function isRecent(item: FormItem, observation: Json, now: string | undefined): boolean {
  const { linkPeriod } = item;
  if (linkPeriod === undefined || now === undefined) return false;
  const since = plus(now.slice(0, 10), -linkPeriod.value, linkPeriod.unit);
  const sign = since && compareMoments(effective(observation).slice(0, 10), since);
  return typeof sign === 'number' && sign >= 0;
}

/** Where only the one says an hour, as it is written: the day alone comes first. */
function isLater(a: string, b: string): boolean {
  const sign = compareMoments(a, b);
  return sign === undefined || sign === 0 ? a > b : sign > 0;
}

const standing: ReadonlySet<unknown> = new Set(['final', 'amended', 'corrected']);

/** The value of the latest standing Observation of the item's code, not older than its link period. */
function observed(item: FormItem, draft: Draft): readonly unknown[] {
  const { observations = [], now } = draft.context;
  const fitting = observations
    .filter(isObject)
    .filter((one) => standing.has(one['status']) && isRecent(item, one, now))
    .filter((one) =>
      codingsIn(one['code']).some((coding) => item.code.some((own) => sameCoding(own, coding))),
    )
    .map((one) => ({ one, at: effective(one) }))
    .sort((a, b) => Number(isLater(b.at, a.at)) - Number(isLater(a.at, b.at)));
  const latest = fitting[0]?.one;
  const name = latest && Object.keys(latest).find((key) => /^value[A-Z]/.test(key));
  return latest === undefined || name === undefined ? [] : [latest[name]];
}

function populateQuestion(form: Form, draft: Draft, item: FormItem, place: Place): void {
  if (slotAt(draft.root, item, place)?.entries.some((entry) => entry.value !== undefined)) return;
  const atoms = item.initialExpression
    ? outcomeOf(form, draft, item, place, item.initialExpression).values
    : observed(item, draft);
  const values: readonly Value[] = each(atoms).flatMap((atom) => valueFromAtom(item, atom) ?? []);
  const slot = ownSlot(draft, item, place);
  if (slot !== undefined) replace(draft, item, slot, item.repeats ? values : values.slice(0, 1));
}

/** Declaration order, so that a group's instances are there before the items in them. */
function populate(form: Form, draft: Draft): void {
  for (const item of form.all) {
    // Without looking for its places, of which a large form has many.
    const { initialExpression, populationContext, linkPeriod } = item;
    if ((initialExpression ?? populationContext ?? linkPeriod) === undefined) continue;
    for (const place of placesOf(form, draft.root, item, false)) {
      if (isQuestion(item)) populateQuestion(form, draft, item, place);
      else populateGroup(form, draft, item, place);
    }
  }
}

/**
 * The beginning with what the chart already says: population contexts (one instance each), initial expressions,
 * and the latest observations. What does not fit its item is left unanswered.
 */
export function startFromChart(form: Form, context: AnswerContext): Answers {
  const draft = initialDraft(form, context);
  populate(form, draft);
  settleAll(form, draft);
  return { root: draft.root, context };
}
