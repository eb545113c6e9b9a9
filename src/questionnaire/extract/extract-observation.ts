import type { Observation, Reference } from '../../fhir/index.ts';
import { enabledPlaces } from '../answers/query.ts';
import { type Answers, slotAt, valuesIn } from '../answers/state.ts';
import type { Form, FormItem } from '../form/form.ts';
import { isQuestion } from '../form/form.ts';
import { lineageOf } from '../form/lineage.ts';
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
  /** A new id each time: `urn:uuid:` addresses and allocated ids. */
  readonly newId: () => string;
};

/** Marked itself, or beneath something marked (SDC: the flag holds for what is nested until taken back). */
function isMarked(form: Form, item: FormItem): boolean {
  return lineageOf(form.items, item).some((each) => each.observationExtract);
}

function observation(
  item: FormItem,
  value: Value,
  { authored, subject, encounter, author, response }: ExtractContext,
): Observation[] {
  const observed = observedValue(value);
  if (observed === undefined) return [];
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
      issued: authored,
      ...(author === undefined ? {} : { performer: [author] }),
      ...observed,
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
