import { type Audience, type Pack, pack, validity } from '../../routine/index.ts';
import { localMoment } from '../clock.ts';
import { ContentError } from '../fault.ts';
import { fetchJson } from './fetch-json.ts';

/**
 * The routine as one audience meets it, with its region's overlay: laid together and checked, name by name, when the
 * content was put beside the pages, so only its shape is read here. One past its own dates is refused, not shown with
 * a warning.
 */
export async function readPack(routine: string, audience: string, now: Date): Promise<Pack> {
  const [folder, file] = [routine, audience].map(encodeURIComponent);
  const path = `../content/routines/${folder}/${file}.json`;
  const parsed = pack.safeParse(await fetchJson(path));
  if (!parsed.success) throw new ContentError('content-invalid', path);
  const { date } = localMoment(now, parsed.data.timeZone);
  if (validity(parsed.data, date).length > 0) throw new ContentError('content-expired', path);
  return parsed.data;
}

/** The one audience of a pack made for it. */
export function audienceOf({ audiences: [audience] }: Pack): Audience {
  if (audience === undefined) throw new ContentError('content-invalid', 'audiences');
  return audience;
}
