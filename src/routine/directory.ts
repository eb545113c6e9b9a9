import { daysBetween } from './days.ts';
import { type LocalMoment, openAt } from './opening-hours.ts';
import type { Pack } from './pack.ts';
import type { Service, ServiceRole } from './service.ts';

/** Evidence older than this is shown beside the number. */
const staleAfterDays = 90;

export type Listing = {
  readonly service: Service & { readonly phone: string };
  readonly open: boolean | 'unknown';
  /** Age of the evidence for the number; absent when its day is not known, which counts as stale. */
  readonly evidenceAgeDays?: number;
  readonly stale: boolean;
};

function hasPhone(service: Service): service is Service & { readonly phone: string } {
  return service.phone !== undefined && service.phone !== '';
}

function serves(service: Service, municipality: string | undefined): boolean {
  if (service.municipalities === undefined) return true;
  return municipality !== undefined && service.municipalities.includes(municipality);
}

function listing(service: Service & { readonly phone: string }, at: LocalMoment): Listing {
  const open = openAt(service.hours, at);
  if (service.verifiedOn === undefined) return { service, open, stale: true };
  const evidenceAgeDays = daysBetween(service.verifiedOn, at.date);
  return { service, open, evidenceAgeDays, stale: evidenceAgeDays > staleAfterDays };
}

/**
 * Where to turn, for any of the roles, in the order of the pack. Local services are listed only for a
 * municipality that somebody stated; a slot that the region has not filled in is never listed.
 */
export function servicesFor(
  pack: Pack,
  roles: readonly ServiceRole[],
  { municipality, at }: { readonly municipality?: string; readonly at: LocalMoment },
): readonly Listing[] {
  return pack.services
    .filter(hasPhone)
    .filter((service) => service.roles.some((role) => roles.includes(role)))
    .filter((service) => serves(service, municipality))
    .map((service) => listing(service, at));
}

/** Services that the region has still to fill in. */
export function slots(pack: Pack): readonly Service[] {
  return pack.services.filter((service) => !hasPhone(service));
}
