import { extension } from '../../fhir/index.ts';
import type { Text } from '../form/form.ts';
import { field, isObject, type Json, listField, objectsField, stringField } from '../json.ts';
import { present } from '../present.ts';
import type { FormProblemCode, Problem } from '../problem.ts';

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

const critical = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-rendering-criticalExtension';

/** The one modifier known: which extensions a reader must know. */
function readModifiers(reading: Reading, object: Json, path: string): void {
  const modifiers = listField(object, 'modifierExtension');
  const known = modifiers.every((each) => {
    if (!isObject(each) || stringField(each, 'url') !== critical) return false;
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

/** Lists every extension of `object` whose URL is not in `known`. */
export function reportUnknownExtensions(
  reading: Reading,
  object: Json,
  known: ReadonlySet<string>,
  path: string,
): void {
  for (const [index, each] of objectsField(object, 'extension').entries()) {
    const url = stringField(each, 'url');
    if (url === undefined || !known.has(url)) {
      report(reading, 'warning', 'unsupported-extension', `${path}.extension[${index}]`);
    }
  }
}

/** The extensions of `object` with that URL. */
export function extensionsOf(object: Json, url: string): readonly Json[] {
  return objectsField(object, 'extension').filter((each) => stringField(each, 'url') === url);
}

function translationOf(each: Json): readonly [string, string] | undefined {
  const parts = objectsField(each, 'extension');
  const part = (name: string): Json | undefined =>
    parts.find((candidate) => stringField(candidate, 'url') === name);
  const lang = part('lang');
  const content = part('content');
  if (lang === undefined || content === undefined) return undefined;
  const tag = stringField(lang, 'valueCode');
  const text = stringField(content, 'valueString') ?? stringField(content, 'valueMarkdown');
  return tag === undefined || text === undefined ? undefined : [tag.toLowerCase(), text];
}

/** The string `name` of `object` with the translations on its `_name`. */
export function readText(object: Json, name: string): Text | undefined {
  const text = stringField(object, name);
  if (text === undefined) return undefined;
  const shadow = field(object, `_${name}`);
  if (!isObject(shadow)) return { text };
  const found = extensionsOf(shadow, extension.translation).flatMap((each) => {
    const translation = translationOf(each);
    return translation === undefined ? [] : [translation];
  });
  return found.length === 0 ? { text } : { text, translations: new Map(found) };
}
