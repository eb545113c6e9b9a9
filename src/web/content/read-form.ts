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

/**
 * The questionnaire a canonical names; its file is called as the canonical's last part. One that does not come with
 * the app is the site's own: an instrument whose texts the site has filled in (`cli slot fill`).
 */
export async function readForm(canonical: string): Promise<Form> {
  const [address = ''] = canonical.split('|');
  const name = encodeURIComponent(address.split('/').at(-1) ?? '');
  const path = `../content/questionnaires/${name}.json`;
  const found = await fetchJson(path);
  const read = await parsed(found ?? (await fetchJson(`../site/questionnaires/${name}.json`)));
  if (!read.ok || read.form.url !== address) throw new ContentError('content-invalid', path);
  return read.form;
}
