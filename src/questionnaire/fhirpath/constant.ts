import type { FormItem } from '../form/form-item.ts';

const addresses: ReadonlyMap<string, string> = new Map([
  ['ucum', 'http://unitsofmeasure.org'],
  ['sct', 'http://snomed.info/sct'],
  ['loinc', 'http://loinc.org'],
]);

/** The variables that FHIR itself defines: `%ucum`, `%vs-[name]`, `%ext-[name]` and their kin; and SDC's `%qitem`. */
export function constant(variable: string, item?: FormItem): unknown {
  if (variable === 'qitem') return item?.source;
  const [, kind, name] = /^(vs|ext)-(.+)$/.exec(variable) ?? [];
  const place = kind === 'vs' ? 'ValueSet' : 'StructureDefinition';
  return name ? `http://hl7.org/fhir/${place}/${name}` : addresses.get(variable);
}
