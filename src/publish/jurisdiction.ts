import type { Coding } from '../fhir/index.ts';
import type { Pack } from '../routine/index.ts';

/** A country (ISO 3166), or three digits for a region of the world (UN M49; `001` is all of it). */
export const jurisdictionOf = ({ jurisdiction: code }: Pick<Pack, 'jurisdiction'>) =>
  ({
    system: /^\d{3}$/.test(code)
      ? 'http://unstats.un.org/unsd/methods/m49/m49.htm'
      : 'urn:iso:std:iso:3166',
    code,
  }) satisfies Coding;
