import { own } from '../fhir/index.ts';
import type { Pack, Words } from '../routine/index.ts';
import { jurisdictionOf } from './jurisdiction.ts';
import { mainLanguage, said } from './said.ts';

/** The name of a resource of the routine: its parts that are there, `se-orebro-adult-body`. */
export const idOf = (pack: Pack, ...parts: readonly string[]): string =>
  [pack.id, ...parts].join('-');

export const canonicalOf = (pack: Pack, type: string, id: string): string =>
  `${own}/${type}/${id}|${pack.version}`;

/** A name for machines: letters and digits, the first one large. */
const machineName = (id: string): string =>
  id
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

/** What every definition of the routine says of itself: who stands behind it, its version, whether it is signed. */
export function artifact<Type extends string>(
  pack: Pack,
  resourceType: Type,
  id: string,
  title: Words,
) {
  const status: 'active' | 'draft' = pack.status === 'approved' ? 'active' : 'draft';
  return {
    resourceType,
    id,
    language: mainLanguage(pack),
    url: `${own}/${resourceType}/${id}`,
    version: pack.version,
    name: machineName(id),
    ...said(pack, 'title', title),
    status,
    experimental: status === 'draft',
    date: pack.validFrom,
    publisher: pack.owner,
    jurisdiction: [{ coding: [jurisdictionOf(pack)] }],
    copyright: pack.licence,
  };
}

/** From when, to when: no longer than until the review. */
export function effectivePeriod({ validFrom, validTo, reviewBy }: Pack) {
  const end = validTo !== undefined && validTo < reviewBy ? validTo : reviewBy;
  return { start: validFrom, end };
}

/** When it was signed, if it was. */
export function approval({ approvals }: Pack): { approvalDate?: string } {
  const last = approvals
    .map(({ on }) => on)
    .sort()
    .at(-1);
  return last === undefined ? {} : { approvalDate: last };
}
