import { type HealthcareService, type Organization, system } from '../fhir/index.ts';
import type { OpeningHours, Pack, Service } from '../routine/index.ts';
import { idOf } from './artifact.ts';
import { mainLanguage, said } from './said.ts';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type AvailableTime = NonNullable<HealthcareService['availableTime']>;

/** The night that begins on a day belongs to that day in FHIR too: it is split at midnight. */
function spans(days: readonly number[], from: string, to: string): AvailableTime {
  const named = (shift: number) => days.map((day) => weekdays[(day - 1 + shift) % 7] ?? 'mon');
  const clock = (time: string): string => `${time}:00`;
  const last = '23:59:59';
  if (from < to) {
    const end = to === '24:00' ? last : clock(to);
    return [{ daysOfWeek: named(0), availableStartTime: clock(from), availableEndTime: end }];
  }
  return [
    { daysOfWeek: named(0), availableStartTime: clock(from), availableEndTime: last },
    { daysOfWeek: named(1), availableStartTime: '00:00:00', availableEndTime: clock(to) },
  ];
}

function availableTime(hours: OpeningHours | undefined): Pick<HealthcareService, 'availableTime'> {
  if (hours === undefined) return {};
  if (hours === 'always') return { availableTime: [{ daysOfWeek: [...weekdays], allDay: true }] };
  return { availableTime: hours.flatMap(({ days, from, to }) => spans(days, from, to)) };
}

const ownerId = (pack: Pack): string => idOf(pack, 'owner');

/** Who answers for the routine. */
export function organization(pack: Pack): Organization {
  return {
    resourceType: 'Organization',
    id: ownerId(pack),
    language: mainLanguage(pack),
    identifier: [{ system: system.routine, value: pack.id }],
    active: true,
    name: pack.owner,
  };
}

/**
 * Somewhere to turn. One that the region has still to fill in has no number and is not active. The number’s period
 * begins on the day of the evidence for it.
 */
export function healthcareService(pack: Pack, service: Service): HealthcareService {
  const { id, roles, name, audience, note, phone, hours, verifiedOn, municipalities } = service;
  const places = pack.municipalities.filter(({ code }) => municipalities?.includes(code));
  const known = phone !== undefined && phone !== '';
  return {
    resourceType: 'HealthcareService',
    id: idOf(pack, id),
    language: mainLanguage(pack),
    identifier: [{ system: system.service, value: id }],
    active: known,
    providedBy: { reference: `Organization/${ownerId(pack)}` },
    category: roles.map((code) => ({ coding: [{ system: system.serviceRole, code }] })),
    ...said(pack, 'name', name),
    ...said(pack, 'comment', audience),
    ...(note && said(pack, 'extraDetails', note)),
    ...(known && {
      telecom: [
        {
          system: 'phone',
          value: phone,
          use: 'work',
          ...(verifiedOn !== undefined && { period: { start: verifiedOn } }),
        },
      ],
    }),
    ...(places.length > 0 && {
      coverageArea: places.map(({ code, name: display }) => ({
        display,
        identifier: { system: `urn:${pack.jurisdiction.toLowerCase()}:municipality`, value: code },
      })),
    }),
    ...availableTime(hours),
  };
}
