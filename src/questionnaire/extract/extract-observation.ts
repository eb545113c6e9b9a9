import type { Observation, Reference } from '../../fhir/index.ts';
import { system } from '../../fhir/index.ts';
import { enabledPlaces } from '../answers/query.ts';
import { type Answers, slotAt, valuesIn } from '../answers/state.ts';
import type { Evaluate } from '../form/expression.ts';
import type { Form, FormItem } from '../form/form.ts';
import { isQuestion } from '../form/form.ts';
import { lineageOf } from '../form/lineage.ts';
import { field, type Json, objectsField, stringField } from '../json.ts';
import { shortName } from '../parse/extension-name.ts';
import { present } from '../present.ts';
import type { Value } from '../value/value.ts';
import { observedValue } from './observed-value.ts';

/** Whose answers they are and when they were given: what every extracted resource repeats. */
export type ExtractContext = {
  readonly authored: string;
  readonly subject?: Reference;
  readonly encounter?: Reference;
  readonly author?: Reference;
  /** The response, for `derivedFrom`. */
  readonly response?: Reference;
  /** FHIRPath beyond our own, for templates. */
  readonly evaluate?: Evaluate;
  /** A new id each time: `urn:uuid:` addresses and allocated ids. */
  readonly newId: () => string;
};

/** What an item, or the questionnaire, says for itself and all that is nested in it: yes, no or nothing. */
function markIn(source: Json): boolean | undefined {
  const mark = objectsField(source, 'extension').find(
    (each) => shortName(stringField(each, 'url') ?? '') === 'sdc:observationExtract',
  );
  return (
    mark && (field(mark, 'valueBoolean') === true || stringField(mark, 'valueCode') !== undefined)
  );
}

/** Marked itself, or beneath something marked (SDC: the flag holds for what is nested until taken back). */
function isMarked(form: Form, item: FormItem): boolean {
  const sources = [form.source, ...lineageOf(form.items, item).map((each) => each.source)];
  return sources.map(markIn).findLast((each) => each !== undefined) ?? false;
}

/** A number that the form gives a unit is a quantity; who declined has no value, but a reason for that. */
function observed({ unit }: FormItem, value: Value): Partial<Observation> | undefined {
  if (value.type === 'coding' && value.value.system === system.absent) {
    return { dataAbsentReason: { coding: [value.value] } };
  }
  if (unit === undefined || (value.type !== 'integer' && value.type !== 'decimal')) {
    return observedValue(value);
  }
  const { system: from, code, display } = unit;
  const coded = code !== undefined && from !== undefined ? { system: from, code } : {};
  return { valueQuantity: { value: value.value, ...present({ unit: display ?? code }), ...coded } };
}

function observation(
  item: FormItem,
  value: Value,
  { authored, subject, encounter, author, response }: ExtractContext,
): Observation[] {
  const found = observed(item, value);
  if (found === undefined) return [];
  const { observationCategory } = item;
  return [
    {
      resourceType: 'Observation',
      status: 'final',
      ...(observationCategory === undefined
        ? {}
        : { category: [{ coding: [...observationCategory] }] }),
      code: {
        coding: [...item.code],
        ...(item.text === undefined ? {} : { text: item.text.text }),
      },
      ...present({ subject, encounter }),
      effectiveDateTime: authored,
      // An instant, which a day alone is not.
      ...(authored.includes('T') ? { issued: authored } : {}),
      ...(author === undefined ? {} : { performer: [author] }),
      ...found,
      ...(response === undefined ? {} : { derivedFrom: [response] }),
    },
  ];
}

/** One Observation for each answer of a marked question that has a code, in the form's order. */
export function extractObservations(
  form: Form,
  answers: Answers,
  context: ExtractContext,
): readonly Observation[] {
  return form.all.flatMap((item) => {
    if (!isQuestion(item) || item.code.length === 0 || !isMarked(form, item)) return [];
    return enabledPlaces(form, answers, item)
      .flatMap((place) => valuesIn(slotAt(answers.root, item, place)))
      .flatMap((value) => observation(item, value, context));
  });
}
