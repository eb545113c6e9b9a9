import { field, isObject, type Json, listField, objectsField, stringField } from '../json.ts';
import { pathOf } from '../parse/reading.ts';
import { present } from '../present.ts';
import type { Problem } from '../problem.ts';
import { primitiveFault } from '../validate/primitive.ts';

type Types = Readonly<Record<string, string>>;

/** The primitives of a questionnaire and of its items, by the type that R4 gives them. */
const ofQuestionnaire: Types = {
  ...{ url: 'uri', version: 'string', name: 'string', title: 'string', language: 'code' },
  ...{ experimental: 'boolean', date: 'dateTime', publisher: 'string', description: 'string' },
  ...{ purpose: 'string', copyright: 'string', approvalDate: 'date', lastReviewDate: 'date' },
};

const ofItem: Types = {
  ...{ definition: 'uri', prefix: 'string', text: 'string', required: 'boolean' },
  ...{ repeats: 'boolean', readOnly: 'boolean', maxLength: 'positiveInt', answerValueSet: 'uri' },
};

const statuses: ReadonlySet<unknown> = new Set(['draft', 'active', 'retired', 'unknown']);

function shapeless(types: Types, source: Json, path: string, linkId?: string): readonly Problem[] {
  return Object.entries(types).flatMap(([name, type]): readonly Problem[] => {
    const value = field(source, name);
    if (value === undefined || primitiveFault(type, value) === undefined) return [];
    const where = { path: `${path}.${name}`, ...present({ linkId }) };
    return [{ code: 'wrong-shape', severity: 'warning', ...where }];
  });
}

/** What of a questionnaire's own elements FHIR writes in another way; an item's are with the item. */
export function headShapes(source: Json): readonly Problem[] {
  const status = field(source, 'status');
  const name = stringField(source, 'name');
  const path = 'Questionnaire';
  return [
    ...shapeless(ofQuestionnaire, source, path),
    ...(status === undefined || statuses.has(status)
      ? []
      : [{ code: 'wrong-shape', severity: 'warning', path: `${path}.status` } as const]),
    ...(name === undefined || /^[A-Z]\w{0,254}$/.test(name)
      ? []
      : [{ code: 'invariant', severity: 'warning', path, detail: 'que-0' } as const]),
    // A reader who does not know the rules may misread the whole.
    ...(field(source, 'implicitRules') === undefined
      ? []
      : [
          {
            code: 'unsupported-modifier',
            severity: 'warning',
            path: `${path}.implicitRules`,
          } as const,
        ]),
  ];
}

const weight = /\/(ordinalValue|itemWeight)$/;

/** A weight that is no number: the score would be empty without a word. */
function weightShapes(option: Json, path: string, linkId: string): readonly Problem[] {
  const coding = field(option, 'valueCoding');
  const carriers = isObject(coding) ? [option, coding] : [option];
  const isLost = carriers
    .flatMap((each) => objectsField(each, 'extension'))
    .some(
      (each) =>
        weight.test(stringField(each, 'url') ?? '') &&
        typeof field(each, 'valueDecimal') !== 'number',
    );
  return isLost
    ? [{ code: 'wrong-shape', severity: 'warning', path, linkId, detail: 'valueDecimal' }]
    : [];
}

type Item = { readonly source: Json; readonly linkId: string; readonly path: readonly number[] };

export function itemShapes(item: Item): readonly Problem[] {
  const { source, linkId } = item;
  const path = pathOf(item);
  return [
    ...shapeless(ofItem, source, path, linkId),
    ...listField(source, 'answerOption').flatMap((each, index) =>
      isObject(each) ? weightShapes(each, `${path}.answerOption[${index}]`, linkId) : [],
    ),
  ];
}
