import type { FormItem, Text } from '../form/form.ts';
import { isObject, type Json, listField, objectField, stringField } from '../json.ts';
import { present } from '../present.ts';
import type { FormProblemCode, Problem } from '../problem.ts';
import { extensionOf, extensionsOf, nameOf } from './extension-name.ts';

/** What a parse gathers on its way. */
export type Reading = {
  readonly problems: Problem[];
  /** Whether an extension is one that the parser reads. */
  readonly knows: (url: string) => boolean;
};

export function report(
  reading: Reading,
  severity: 'error' | 'warning',
  code: FormProblemCode,
  path: string,
  linkId?: string,
  detail?: string,
): void {
  reading.problems.push({
    code,
    severity,
    path,
    ...present({ linkId, detail }),
  });
}

/** Where an item stands in its questionnaire. */
export function pathOf(item?: { readonly path: readonly number[] }): string {
  return ['Questionnaire', ...(item?.path ?? []).map((each) => `item[${each}]`)].join('.');
}

/** As `report`, of an item or of the form itself. */
export function reportOn(
  reading: Reading,
  severity: 'error' | 'warning',
  code: FormProblemCode,
  item: FormItem | undefined,
  detail?: string,
): void {
  report(reading, severity, code, pathOf(item), item?.linkId, detail);
}

const critical = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-rendering-criticalExtension';

/** The one modifier known: which extensions a reader must know. */
function readModifiers(reading: Reading, object: Json, path: string): void {
  const modifiers = listField(object, 'modifierExtension');
  const known = modifiers.every((each) => {
    if (!isObject(each) || nameOf(each) !== critical) return false;
    const named = stringField(each, 'valueCanonical') ?? stringField(each, 'valueUri') ?? '';
    return reading.knows(named);
  });
  if (!known) report(reading, 'error', 'unsupported-modifier', path);
}

/** Lists every element that is not in `known`. A primitive's `_name` counts as its `name`. */
export function reportUnknownElements(
  reading: Reading,
  object: Json,
  known: ReadonlySet<string>,
  path: string,
): void {
  for (const name of Object.keys(object)) {
    if (known.has(name) || (name.startsWith('_') && known.has(name.slice(1)))) continue;
    if (name === 'modifierExtension') readModifiers(reading, object, path);
    else report(reading, 'warning', 'unsupported-element', `${path}.${name}`);
  }
}

/** What an extension says in words. */
export const wordsIn = (extension: Json): Text | undefined =>
  readText(extension, 'valueString') ?? readText(extension, 'valueMarkdown');

function translationOf(extension: Json): readonly [string, string] | undefined {
  const tag = stringField(extensionOf(extension, 'lang'), 'valueCode');
  const words = wordsIn(extensionOf(extension, 'content'));
  return tag === undefined || words === undefined ? undefined : [tag.toLowerCase(), words.text];
}

/** The string `name` of `object` with the translations on its `_name`. */
export function readText(object: Json, name: string): Text | undefined {
  const text = stringField(object, name);
  const shadow = objectField(object, `_${name}`);
  const found = extensionsOf(shadow, 'translation').map(translationOf);
  const translations = new Map(found.filter((each) => each !== undefined));
  return text === undefined
    ? undefined
    : { text, ...(translations.size > 0 ? { translations } : {}) };
}
