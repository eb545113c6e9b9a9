import type { Pack } from '../../routine/index.ts';
import { daysBetween, slots, validity } from '../../routine/index.ts';
import type { Finding } from './finding.ts';

const staleAfterDays = 90;

function oldNumbers(pack: Pack, today: string): readonly Finding[] {
  return pack.services
    .filter(({ phone, verifiedOn }) => {
      if (!phone) return false;
      return verifiedOn === undefined || daysBetween(verifiedOn, today) > staleAfterDays;
    })
    .map(({ id, verifiedOn }) => ({
      code: 'old-number',
      weight: 'notice',
      path: `services.${id}`,
      found: verifiedOn ?? 'an unknown day',
    }));
}

/** What the region has left to do, and whether the pack may be used today at all. */
export function leftToDo(pack: Pack, today: string): readonly Finding[] {
  return [
    ...validity(pack, today).map(
      ({ code, found = '' }): Finding => ({
        code: 'not-valid',
        weight: 'fault',
        path: code,
        found,
      }),
    ),
    ...slots(pack).map(
      ({ id, municipalities = [] }): Finding => ({
        code: 'to-fill-in',
        weight: 'notice',
        path: `services.${id}`,
        found: municipalities.join(', '),
      }),
    ),
    ...oldNumbers(pack, today),
    ...pack.sources
      .filter(({ kind, verifiedBy }) => kind === 'law' && !verifiedBy)
      .map(({ id }): Finding => ({ code: 'not-signed', weight: 'notice', path: `sources.${id}` })),
  ];
}
