import type { Pack, Source } from '../routine/index.ts';
import type { Citation } from './outcome.ts';

/** A pack that names a source it does not have; `parsePack` refuses such a pack. */
export class UnknownSource extends Error {
  readonly code = 'unknown-source';

  constructor(id: string) {
    super(`The pack has no source ${id}`);
  }
}

function find(pack: Pack, id: string): Source {
  const source = pack.sources.find((each) => each.id === id);
  if (source === undefined) throw new UnknownSource(id);
  return source;
}

/** The row in force on that day: the one named, or the one it replaced for days before it. */
function inForce(pack: Pack, id: string, day: string): Source {
  let source = find(pack, id);
  const seen = new Set<string>();
  while (source.replaces && source.validFrom && day < source.validFrom && !seen.has(source.id)) {
    seen.add(source.id);
    source = find(pack, source.replaces);
  }
  return source;
}

/** A source as it may be shown on a day: its paragraph only when signed, and in force on that day. */
export function cite(pack: Pack, id: string, day: string): Citation {
  const source = inForce(pack, id, day);
  const { paragraph, verifiedBy, verifiedOn, validFrom, validTo } = source;
  const signed = Boolean(verifiedBy && verifiedOn);
  const current = (!validFrom || validFrom <= day) && (!validTo || day <= validTo);
  return paragraph && signed && current ? { source, paragraph } : { source };
}
