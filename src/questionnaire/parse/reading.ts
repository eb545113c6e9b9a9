import type { FormItem, Text } from '../form/form.ts';
import { isObject, type Json, listField, objectField, stringField } from '../json.ts';
import { present } from '../present.ts';
import type { FormProblemCode, Problem, ProblemCode } from '../problem.ts';
import { extensionOf, extensionsOf, nameOf } from './extension-name.ts';

/** What a parse gathers on its way. */
export type Reading = {
  readonly problems: Problem[];
  /** Whether an extension is one that the parser reads. */
  readonly knows: (url: string) => boolean;
};

export function report(
  reading: Pick<Reading, 'problems'>,
  severity: 'error' | 'warning',
  code: ProblemCode,
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

/** What a problem says of an item, or of the form itself. */
export const whereIs = (item?: FormItem) => present({ linkId: item?.linkId, path: pathOf(item) });

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
    if (known.has(name.replace(/^_/, ''))) continue;
    if (name === 'modifierExtension') readModifiers(reading, object, path);
    else report(reading, 'warning', 'unsupported-element', `${path}.${name}`);
  }
}

/** What an extension says in words. */
export const wordsIn = (extension: Json): Text | undefined =>
  readText(extension, 'valueString') ?? readText(extension, 'valueMarkdown');

/** A text with its translations: language and words, of those that have both. */
export function translated(
  text: string,
  found: readonly (readonly [language: string | undefined, words: string | undefined])[],
): Text {
  const translations = new Map(
    found.flatMap(([language, words]) =>
      language && words ? [[language.toLowerCase(), words] as const] : [],
    ),
  );
  return translations.size > 0 ? { text, translations } : { text };
}

/** The string `name` of `object` with the translations on its `_name`. */
export function readText(object: Json, name: string): Text | undefined {
  const text = stringField(object, name);
  const found = extensionsOf(objectField(object, `_${name}`), 'translation').map(
    (each) =>
      [
        stringField(extensionOf(each, 'lang'), 'valueCode'),
        wordsIn(extensionOf(each, 'content'))?.text,
      ] as const,
  );
  return text ? translated(text, found) : undefined;
}
