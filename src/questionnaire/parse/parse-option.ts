import { extension } from '../../fhir/index.ts';
import type { FormOption, Text } from '../form/form.ts';
import { field, flag, isObject, type Json, numberField, objectsField } from '../json.ts';
import { present } from '../present.ts';
import type { Value } from '../value/value.ts';
import { readChoice } from '../value/value-reading.ts';
import { optionElements, optionExclusive, optionExtensions } from './known.ts';
import {
  extensionsOf,
  type Reading,
  readText,
  report,
  reportUnknownElements,
  reportUnknownExtensions,
} from './reading.ts';

const core = 'http://hl7.org/fhir/StructureDefinition/';

export function weightIn(object: Json): number | undefined {
  const [found] = [extension.itemWeight, extension.ordinalValue].flatMap((url) =>
    extensionsOf(object, url),
  );
  return found === undefined ? undefined : numberField(found, 'valueDecimal');
}

function displayIn(raw: Json, name: string): Text | undefined {
  const holder = field(raw, name);
  return isObject(holder) ? readText(holder, 'display') : undefined;
}

/** What stands for the option: the coding's display, a reference's display, else the value itself. */
function optionText(raw: Json, value: Value): Text {
  if (value.type === 'coding') {
    return displayIn(raw, 'valueCoding') ?? { text: value.value.code ?? '' };
  }
  if (value.type === 'reference') {
    return displayIn(raw, 'valueReference') ?? { text: value.value.reference ?? '' };
  }
  return readText(raw, 'valueString') ?? { text: String(value.value) };
}

function readOption(reading: Reading, raw: Json, path: string): FormOption | undefined {
  reportUnknownElements(reading, raw, optionElements, path);
  reportUnknownExtensions(reading, raw, optionExtensions, path);
  const holder = field(raw, 'valueCoding');
  if (isObject(holder)) {
    reportUnknownExtensions(reading, holder, optionExtensions, `${path}.valueCoding`);
  }
  const value = readChoice(raw, 'value');
  if (value === undefined) {
    report(reading, 'error', 'wrong-shape', path);
    return undefined;
  }
  const weight = weightIn(raw) ?? (isObject(holder) ? weightIn(holder) : undefined);
  const [prefixed] = extensionsOf(raw, `${core}questionnaire-optionPrefix`);
  const prefix = prefixed === undefined ? undefined : readText(prefixed, 'valueString');
  const [exclusive] = extensionsOf(raw, optionExclusive);
  return {
    value,
    text: optionText(raw, value),
    exclusive: exclusive !== undefined && flag(exclusive, 'valueBoolean'),
    initiallySelected: flag(raw, 'initialSelected'),
    ...present({ weight, prefix }),
  };
}

export function readOptions(reading: Reading, item: Json, path: string): readonly FormOption[] {
  return objectsField(item, 'answerOption').flatMap((raw, index) => {
    const option = readOption(reading, raw, `${path}.answerOption[${index}]`);
    return option === undefined ? [] : [option];
  });
}
