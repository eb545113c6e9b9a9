import { type Json, objectsField, stringField } from '../json.ts';

const core = 'http://hl7.org/fhir/StructureDefinition/';
const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';

/** `sdc:calculatedExpression`, `minValue`; any other address is itself. */
export function shortName(url: string): string {
  if (url.startsWith(sdc)) return `sdc:${url.slice(sdc.length)}`;
  return url.startsWith(core) ? url.slice(core.length) : url;
}

/** The short name of an extension. */
export const nameOf = (extension: Json): string => shortName(stringField(extension, 'url') ?? '');

/** The extensions of that name on an element, or inside another extension. */
export function extensionsOf(element: Json, name: string): readonly Json[] {
  return objectsField(element, 'extension').filter((each) => nameOf(each) === name);
}

/** The first extension of that name, or one that says nothing. */
export const extensionOf = (element: Json, name: string): Json =>
  extensionsOf(element, name)[0] ?? {};
