import type { Coding } from '../../fhir/index.ts';
import type { FormOption } from '../form/form.ts';
import { field, isObject, type Json, objectField, objectsField, stringField } from '../json.ts';
import { present } from '../present.ts';
import type { Host } from './host.ts';
import { weightIn } from './parse-option.ts';
import { type Reading, report, translated } from './reading.ts';

/** Terminology is small on a form; more than this is searched for on a server, not listed. */
const maxOptions = 5_000;

function optionOf(concept: Json, system: string | undefined): readonly FormOption[] {
  const code = stringField(concept, 'code');
  if (code === undefined || field(concept, 'abstract') === true) return [];
  const display = stringField(concept, 'display');
  const value: Coding = present({ system, code, display });
  const found = objectsField(concept, 'designation').map(
    (each) => [stringField(each, 'language'), stringField(each, 'value')] as const,
  );
  const weight = weightIn(concept);
  return [
    {
      value: { type: 'coding', value },
      text: translated(display ?? code, found),
      exclusive: false,
      initiallySelected: false,
      ...present({ weight }),
    },
  ];
}

function expanded(contains: readonly Json[]): readonly FormOption[] {
  const found: FormOption[] = [];
  const open = [...contains].reverse();
  for (let each = open.pop(); each; each = open.pop()) {
    if (found.length >= maxOptions) break;
    found.push(...optionOf(each, stringField(each, 'system')));
    open.push(...[...objectsField(each, 'contains')].reverse());
  }
  return found;
}

const isEnumerated = (include: Json): boolean =>
  objectsField(include, 'concept').length > 0 &&
  objectsField(include, 'filter').length === 0 &&
  field(include, 'valueSet') === undefined;

/** The options of a ValueSet that lists them: its expansion, else the concepts it includes one by one. */
function listed(valueSet: Json): readonly FormOption[] | undefined {
  const expansion = field(valueSet, 'expansion');
  if (isObject(expansion)) return expanded(objectsField(expansion, 'contains'));
  const compose = objectField(valueSet, 'compose');
  const includes = objectsField(compose, 'include');
  if (includes.length === 0 || !includes.every(isEnumerated)) return undefined;
  if (objectsField(compose, 'exclude').length > 0) return undefined;
  return includes.flatMap((include) =>
    objectsField(include, 'concept').flatMap((each) =>
      optionOf(each, stringField(include, 'system')),
    ),
  );
}

export type ValueSets = {
  readonly valueSetAt: (url: string) => unknown;
  readonly host: Host;
};

/**
 * The options of answerValueSet. One that nobody can list is reported, and any coding is then taken; of its systems
 * only, where at least they are known.
 */
export function optionsOfValueSet(
  reading: Reading & ValueSets,
  url: string,
  path: string,
  from = 'answerValueSet',
): { readonly options: readonly FormOption[]; readonly systems: readonly string[] | undefined } {
  const valueSet = reading.valueSetAt(url);
  const own = isObject(valueSet) ? listed(valueSet) : undefined;
  const found = own ? undefined : reading.host.expand?.(valueSet, reading.valueSetAt);
  const options = own ?? expanded(found?.contains ?? []);
  if (options.length === 0) {
    report(reading, 'warning', 'value-set-unavailable', `${path}.${from}`);
  }
  return { options, systems: found?.systems };
}
