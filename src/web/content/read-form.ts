import { type Form, type Parsed, parsePlain } from '../../questionnaire/index.ts';
import { ContentError } from '../fault.ts';
import { fetchJson } from './fetch-json.ts';

/** Most forms have no expression; one that has fetches what evaluates them. */
async function parsed(questionnaire: unknown): Promise<Parsed> {
  const plain = parsePlain(questionnaire);
  if (!plain.problems.some(({ code }) => code === 'unsupported-expression')) return plain;
  const { parseWithFhirpath } = await import('./fhirpath-form.ts');
  return parseWithFhirpath(questionnaire);
}

/** The questionnaire a canonical names; its file is called as the canonical's last part. */
export async function readForm(canonical: string): Promise<Form> {
  const [address = ''] = canonical.split('|');
  const name = address.split('/').at(-1) ?? '';
  const path = `../content/questionnaires/${encodeURIComponent(name)}.json`;
  const read = await parsed(await fetchJson(path));
  if (!read.ok || read.form.url !== address) throw new ContentError('content-invalid', path);
  return read.form;
}
