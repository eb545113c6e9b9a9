import type { Pack, Source } from '../../routine/index.ts';
import { daysBetween } from '../../routine/index.ts';
import { cite } from '../cite.ts';
import type { Finding } from './finding.ts';

const fault = { weight: 'fault', property: 7 } as const;

/** Days on which something in the pack begins or has ended, while the pack itself is in force. */
function turningDays(
  { sources, validFrom, validTo, reviewBy }: Pack,
  today: string,
): readonly string[] {
  const last = validTo !== undefined && validTo < reviewBy ? validTo : reviewBy;
  const days = sources.flatMap((source) => [source.validFrom ?? validFrom, source.validTo ?? last]);
  return [...new Set([validFrom, today, last, ...days])]
    .filter((day) => validFrom <= day && day <= last)
    .sort();
}

function inForce({ validFrom, validTo }: Source, day: string): boolean {
  return (!validFrom || validFrom <= day) && (!validTo || day <= validTo);
}

type Used = { readonly path: string; readonly source: string };

function used({ results, steps, doors, audiences, triggers }: Pack): readonly Used[] {
  return [
    ...results.map(({ id, source }) => ({ path: `results.${id}`, source })),
    ...steps.flatMap(({ id, rules, alerts = [], count }) => [
      ...rules.map((rule) => ({ path: `steps.${id}.rules.${rule.id}`, source: rule.source })),
      ...alerts.map((alert) => ({ path: `steps.${id}.alerts.${alert.id}`, source: alert.source })),
      ...(count ? [{ path: `steps.${id}.count`, source: count.source }] : []),
    ]),
    ...Object.entries(doors).flatMap(([door, each]) =>
      (each?.sources ?? []).map((source) => ({ path: `doors.${door}`, source })),
    ),
    ...audiences.flatMap(({ id, due }) =>
      due.map(({ source }) => ({ path: `audiences.${id}.due`, source })),
    ),
    ...triggers.map(({ id, source }) => ({ path: `triggers.${id}`, source })),
  ];
}

/** A row and the one it replaces share no day, and leave none between them. */
function successions({ sources }: Pack): readonly Finding[] {
  return sources.flatMap(({ id, replaces, validFrom }): readonly Finding[] => {
    const before = sources.find((each) => each.id === replaces);
    if (before === undefined || validFrom === undefined) return [];
    const days = before.validTo === undefined ? 0 : daysBetween(before.validTo, validFrom);
    if (days === 1) return [];
    const found = `${before.id} to ${before.validTo ?? 'no day'}, ${id} from ${validFrom}`;
    const code = days < 1 ? 'source-overlap' : 'source-gap';
    return [{ ...fault, code, path: `sources.${id}`, found }];
  });
}

/** Property 7, sources: what every rule rests on is in force on every day that the pack is. */
export function sourcesInForce(pack: Pack, today: string): readonly Finding[] {
  const days = turningDays(pack, today);
  const lapsed = used(pack).flatMap(({ path, source }): readonly Finding[] => {
    const day = days.find((each) => !inForce(cite(pack, source, each).source, each));
    return day === undefined
      ? []
      : [{ ...fault, code: 'source-not-in-force', path, found: `${source} on ${day}` }];
  });
  return [...lapsed, ...successions(pack)];
}

/** How many different days the pack has, as far as any source is concerned. */
export function daysOf(pack: Pack, today: string): number {
  return turningDays(pack, today).length;
}
