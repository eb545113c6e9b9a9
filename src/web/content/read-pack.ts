import { type Audience, type Pack, parsePack, validity } from '../../routine/index.ts';
import { localMoment } from '../clock.ts';
import { ContentError } from '../fault.ts';
import { fetchJson } from './fetch-json.ts';

/** The routine with its region's overlay. One past its own dates is refused, not shown with a warning. */
export async function readPack(routine: string, now: Date): Promise<Pack> {
  const path = `../content/routines/${encodeURIComponent(routine)}.json`;
  const parsed = parsePack(await fetchJson(path));
  if (!parsed.ok) throw new ContentError('content-invalid', path);
  const { date } = localMoment(now, parsed.pack.timeZone);
  if (validity(parsed.pack, date).length > 0) throw new ContentError('content-expired', path);
  return parsed.pack;
}

export function audienceOf(pack: Pack, id: string | undefined): Audience {
  const found = id === undefined ? pack.audiences[0] : pack.audiences.find((one) => one.id === id);
  if (found === undefined) throw new ContentError('content-invalid', `audience ${id ?? ''}`);
  return found;
}
