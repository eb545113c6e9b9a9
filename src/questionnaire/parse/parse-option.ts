import type { FormOption, Text } from '../form/form.ts';
import { flag, type Json, numberField, objectField, objectsField } from '../json.ts';
import { present } from '../present.ts';
import { labelOf, type Value } from '../value/value.ts';
import { readChoice, valueName } from '../value/value-reading.ts';
import { extensionOf } from './extension-name.ts';
import { reportUnknownExtensions } from './extension-table.ts';
import { optionElements, optionExtensions } from './known.ts';
import { type Reading, readText, report, reportUnknownElements } from './reading.ts';

export function weightIn(object: Json): number | undefined {
  const of = (name: string) => numberField(extensionOf(object, name), 'valueDecimal');
  return of('itemWeight') ?? of('ordinalValue');
}

/** What stands for the option: its own words, else what its value is called. */
function optionText(raw: Json, value: Value): Text {
  const display = readText(objectField(raw, valueName(value.type)), 'display');
  return display ?? readText(raw, 'valueString') ?? { text: labelOf(value) };
}

function readOption(reading: Reading, raw: Json, path: string): FormOption | undefined {
  reportUnknownElements(reading, raw, optionElements, path);
  reportUnknownExtensions(reading, raw, optionExtensions, path);
  const holder = objectField(raw, 'valueCoding');
  reportUnknownExtensions(reading, holder, optionExtensions, `${path}.valueCoding`);
  const value = readChoice(raw, 'value');
  if (!value) {
    report(reading, 'error', 'wrong-shape', path);
    return undefined;
  }
  const weight = weightIn(raw) ?? weightIn(holder);
  const prefix = readText(extensionOf(raw, 'questionnaire-optionPrefix'), 'valueString');
  return {
    value,
    text: optionText(raw, value),
    exclusive: flag(extensionOf(raw, 'questionnaire-optionExclusive'), 'valueBoolean'),
    initiallySelected: flag(raw, 'initialSelected'),
    ...present({ weight, prefix }),
  };
}

export function readOptions(reading: Reading, item: Json, path: string): readonly FormOption[] {
  return objectsField(item, 'answerOption').flatMap(
    (raw, index) => readOption(reading, raw, `${path}.answerOption[${index}]`) ?? [],
  );
}
