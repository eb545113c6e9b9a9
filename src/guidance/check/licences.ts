import type { Pack } from '../../routine/index.ts';
import type { Finding } from './finding.ts';

/** Licences (SPDX) under which a routine may be passed on to another region. */
const open: ReadonlySet<string> = new Set([
  'CC0-1.0',
  'CC-BY-4.0',
  'CC-BY-SA-4.0',
  'Apache-2.0',
  'MIT',
  'EUPL-1.2',
]);

export function licences(pack: Pack): readonly Finding[] {
  return open.has(pack.licence)
    ? []
    : [
        {
          code: 'unknown-licence',
          weight: 'fault',
          property: 7,
          path: 'licence',
          found: pack.licence,
        },
      ];
}
