import { type Form, parse } from '../../questionnaire/index.ts';
import { ContentError } from '../fault.ts';
import { fetchJson } from './fetch-json.ts';

/** The questionnaire a canonical names; its file is called as the canonical's last part. */
export async function readForm(canonical: string): Promise<Form> {
  const [address = ''] = canonical.split('|');
  const name = address.split('/').at(-1) ?? '';
  const path = `../content/questionnaires/${encodeURIComponent(name)}.json`;
  const parsed = parse(await fetchJson(path));
  if (!parsed.ok || parsed.form.url !== address) throw new ContentError('content-invalid', path);
  return parsed.form;
}
