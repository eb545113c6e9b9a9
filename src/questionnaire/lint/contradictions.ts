import type { Condition, Form, FormItem } from '../form/form.ts';
import { isQuestion } from '../form/form.ts';
import { field, objectsField, stringField } from '../json.ts';
import { acceptedTypes, adapted } from '../value/value-fit.ts';
import { order } from '../value/value-order.ts';

/** Types whose values come before or after each other. */
const ordered: ReadonlySet<string> = new Set([
  ...['integer', 'decimal', 'quantity', 'date', 'dateTime', 'time', 'string'],
]);

/** Types that are compared with each other are one kind. */
function kindOf(type: string): string {
  if (type === 'date' || type === 'dateTime') return 'date';
  if (type === 'integer' || type === 'decimal') return 'number';
  return type === 'text' || type === 'url' ? 'string' : type;
}

/** Whether some answer to the question can be compared like that. */
function isComparable(question: FormItem, { operator, answer }: Condition): boolean {
  if (!isQuestion(question)) return false;
  if (operator === 'exists') return true;
  const { type } = adapted(question, answer);
  const isOfType = acceptedTypes(question).some((each) => kindOf(each) === kindOf(type));
  return isOfType && (operator === '=' || operator === '!=' || ordered.has(type));
}

/** The questions whose conditions no answer of theirs can ever meet, by its type. */
export function incomparable(form: Form, item: FormItem): readonly string[] {
  return (item.enable?.conditions ?? []).flatMap((condition) => {
    const question = form.byLinkId.get(condition.question);
    return question === undefined || isComparable(question, condition) ? [] : condition.question;
  });
}

function isAbove(low: number | undefined, high: number | undefined): boolean {
  return low !== undefined && high !== undefined && low > high;
}

/** Required, where nobody can answer it and nothing answers it by itself. */
function isOutOfReach(item: FormItem): boolean {
  const { calculated, initialExpression, initial, options } = item;
  const isGiven = [calculated, initialExpression, ...initial].some((each) => each !== undefined);
  const isChosen = options.some((each) => each.initiallySelected);
  const isShut = item.required && (item.hidden || item.readOnly);
  return isQuestion(item) && isShut && !isGiven && !isChosen;
}

/** Two options that nobody can tell apart afterwards. */
function hasTwins({ options }: FormItem): boolean {
  const keys = options.map(({ value }) =>
    value.type === 'coding'
      ? JSON.stringify([value.value.system, value.value.code ?? value.value.display])
      : JSON.stringify(value),
  );
  return new Set(keys).size < keys.length;
}

const chosenAtFirst = ({ options }: FormItem): number =>
  options.filter((each) => each.initiallySelected).length;

const isChoice = ({ type }: FormItem): boolean => type === 'choice' || type === 'open-choice';

function hasNothingToChoose(item: FormItem): boolean {
  const listed = objectsField(item.source, 'answerOption').length > 0;
  const sources = [field(item.source, 'answerValueSet'), item.answerExpression];
  return item.type === 'choice' && !listed && sources.every((each) => each === undefined);
}

/** Rules of extensions that say something only of items of these types. */
const onlyOf: Readonly<Record<string, RegExp>> = {
  maxDecimalPlaces: /^(decimal|quantity)$/,
  minLength: /^(string|text|url|open-choice)$/,
  regex: /^(string|text|url|open-choice|integer|decimal|date|dateTime|time)$/,
  minValue: /^(integer|decimal|quantity|date|dateTime|time)$/,
  maxValue: /^(integer|decimal|quantity|date|dateTime|time)$/,
  maxSize: /^attachment$/,
  mimeType: /^attachment$/,
  'questionnaire-referenceResource': /^reference$/,
  'questionnaire-unitOption': /^quantity$/,
  'questionnaire-unit': /^(integer|decimal|quantity)$/,
};

function idleExtensions({ source, type }: FormItem): readonly string[] {
  const names = objectsField(source, 'extension').map((each) =>
    (stringField(each, 'url') ?? '').replace(/^.*\//, ''),
  );
  return [...new Set(names)].filter((name) => onlyOf[name]?.test(type) === false);
}

type Rule = readonly [about: string, breaks: (item: FormItem) => boolean];

const rules: readonly Rule[] = [
  [
    'minValue',
    ({ minValue, maxValue }) =>
      minValue !== undefined && maxValue !== undefined && (order(minValue, maxValue) ?? 0) > 0,
  ],
  ['minLength', ({ minLength, maxLength }) => isAbove(minLength, maxLength)],
  ['minOccurs', ({ minOccurs, maxOccurs }) => isAbove(minOccurs, maxOccurs)],
  [
    'repeats',
    ({ repeats, minOccurs = 0, maxOccurs = 0 }) => !repeats && Math.max(minOccurs, maxOccurs) > 1,
  ],
  ['initialSelected', (item) => !item.repeats && chosenAtFirst(item) > 1],
  ['answerOption', (item) => isChoice(item) && (hasTwins(item) || hasNothingToChoose(item))],
  ['optionExclusive', ({ repeats, options }) => !repeats && options.some((each) => each.exclusive)],
  ['required', isOutOfReach],
];

/** What of an item says something that something else in it makes pointless or impossible, by element. */
export function contradictions(item: FormItem): readonly string[] {
  return [
    ...rules.flatMap(([about, breaks]) => (breaks(item) ? [about] : [])),
    ...idleExtensions(item),
  ];
}

/** Names that a list of variables gives twice: the earlier is lost. */
export function repeatedNames(variables: Form['variables'] = []): readonly string[] {
  const names = variables.map((each) => each.name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) < index))];
}
