import { parsePlain } from '../../questionnaire/index.ts';
import { ContentError } from '../fault.ts';
import { fetchJson } from './fetch-json.ts';
import type { Read } from './fhirpath-form.ts';

/** Most forms have no expression and look for nothing in the chart; one that does fetches what that takes. */
async function parsed(questionnaire: unknown): Promise<Read> {
  const plain = parsePlain(questionnaire);
  if (!plain.problems.some(({ code }) => code === 'unsupported-expression')) return plain;
  try {
    const { readWithFhirpath } = await import('./fhirpath-form.ts');
    return await readWithFhirpath(questionnaire);
  } catch (cause) {
    throw new ContentError('content-missing', 'fhirpath', cause);
  }
}

/**
 * The questionnaire a canonical names; its file is called as the canonical's last part. One that does not come with
 * the app is the site's own: an instrument whose texts the site has filled in (`cli slot fill`).
 */
export async function readForm(canonical: string): Promise<Read & { readonly ok: true }> {
  const [address = ''] = canonical.split('|');
  const name = encodeURIComponent(address.split('/').at(-1) ?? '');
  const path = `../content/questionnaires/${name}.json`;
  const found = await fetchJson(path);
  const read = await parsed(found ?? (await fetchJson(`../site/questionnaires/${name}.json`)));
  if (!read.ok || read.form.url !== address) throw new ContentError('content-invalid', path);
  return read;
}
