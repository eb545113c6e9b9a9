import { type Coding, type FhirResource, sameCoding, system } from '../../fhir/index.ts';
import type { Login } from './login.ts';

type Label = Pick<Coding, 'system' | 'code'>;

const notForThePatient: Label = { system: system.actCode, code: 'NOPAT' };
const sensitive: readonly Label[] = [
  notForThePatient,
  { system: system.actCode, code: 'SDV' },
  { system: system.confidentiality, code: 'R' },
  { system: system.confidentiality, code: 'V' },
];

/**
 * Whether a portal that honours security labels keeps a resource from this log-in. The patient is kept from
 * what is marked NOPAT; others, who are not the patient, from everything restricted or sensitive.
 */
export function keptFrom({ kind }: Pick<Login, 'kind'>, { meta }: FhirResource): boolean {
  const labels = kind === 'self' ? [notForThePatient] : sensitive;
  return (meta?.security ?? []).some((found) => labels.some((label) => sameCoding(found, label)));
}
