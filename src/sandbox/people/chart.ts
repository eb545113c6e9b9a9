import type { Encounter, FhirResource } from '../../fhir/index.ts';
import { system } from '../../fhir/index.ts';
import { daysBefore } from './dates.ts';
import type { Person } from './person.ts';
import { staffOf, unitNames } from './staff.ts';

type Condition = Extract<FhirResource, { resourceType: 'Condition' }>;
type DocumentReference = Extract<FhirResource, { resourceType: 'DocumentReference' }>;
type RelatedPerson = Extract<FhirResource, { resourceType: 'RelatedPerson' }>;
type Appointment = Extract<FhirResource, { resourceType: 'Appointment' }>;

/** What stands in a chart before the app is opened: visits, a note, conditions, guardians, missed visits. */
export function chartOf(person: Person, index: number, today: string): readonly FhirResource[] {
  const earlier = daysBefore(today, 40 + ((index * 37) % 300));
  return [
    visit(person, 'idag', today, 'in-progress', person.reason),
    visit(person, 'tidigare', earlier, 'finished', 'Uppföljning'),
    note(person, earlier),
    ...conditions(person, today),
    ...guardians(person),
    ...proxyOf(person),
    ...missedVisits(person, today),
  ];
}

function visit(
  person: Person,
  name: string,
  date: string,
  status: Encounter['status'],
  reason: string,
): Encounter {
  const home = person.situations.includes('home-care');
  return {
    resourceType: 'Encounter',
    id: `${person.id}-${name}`,
    status,
    class: home
      ? { system: system.actCode, code: 'HH', display: 'home health' }
      : { system: system.actCode, code: 'AMB', display: 'ambulatory' },
    subject: { reference: `Patient/${person.id}` },
    participant: [{ individual: { reference: staffOf(person.unit) } }],
    period: {
      start: `${date}T09:00:00+01:00`,
      ...(status === 'finished' ? { end: `${date}T09:30:00+01:00` } : {}),
    },
    reasonCode: [{ text: reason }],
    location: [{ location: { reference: `Location/${person.unit}-rum-1` } }],
    serviceProvider: {
      reference: `Organization/${person.unit}`,
      display: unitNames[person.unit],
    },
  };
}

function note(person: Person, date: string): DocumentReference {
  const text = `Uppföljning efter tidigare besök. Mår efter omständigheterna väl. Ny tid vid behov.`;
  return {
    resourceType: 'DocumentReference',
    id: `${person.id}-anteckning`,
    status: 'current',
    docStatus: 'final',
    type: { text: 'Besöksanteckning' },
    subject: { reference: `Patient/${person.id}` },
    date: `${date}T09:30:00+01:00`,
    author: [{ reference: staffOf(person.unit) }],
    content: [
      {
        attachment: {
          contentType: 'text/plain;charset=utf-8',
          data: Buffer.from(text, 'utf8').toString('base64'),
          title: 'Besöksanteckning',
        },
      },
    ],
    context: { encounter: [{ reference: `Encounter/${person.id}-tidigare` }] },
  };
}

/** In words only: which codes a region uses is for the region to say. */
function conditions(person: Person, today: string): readonly Condition[] {
  const { situations } = person;
  return [
    ...(situations.includes('pregnancy')
      ? [condition(person, 'graviditet', 'Graviditet', today)]
      : []),
    ...(situations.includes('injury') ? [condition(person, 'skada', person.reason, today)] : []),
  ];
}

function condition(person: Person, name: string, text: string, today: string): Condition {
  return {
    resourceType: 'Condition',
    id: `${person.id}-${name}`,
    clinicalStatus: {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' },
      ],
    },
    category: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/condition-category',
            code: 'encounter-diagnosis',
          },
        ],
      },
    ],
    code: { text },
    subject: { reference: `Patient/${person.id}` },
    encounter: { reference: `Encounter/${person.id}-idag` },
    recordedDate: today,
  };
}

function guardians(person: Person): readonly RelatedPerson[] {
  if (!person.situations.includes('two-guardians')) return [];
  return ['Kim', 'Robin'].map((given, index) => ({
    resourceType: 'RelatedPerson',
    id: `${person.id}-vardnadshavare-${index + 1}`,
    active: true,
    patient: { reference: `Patient/${person.id}` },
    relationship: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode',
            code: 'GUARD',
            display: 'guardian',
          },
        ],
        text: 'Vårdnadshavare',
      },
    ],
    name: [{ text: `${given} ${person.family}`, given: [given], family: person.family }],
  }));
}

function proxyOf({ id, proxy }: Person): readonly RelatedPerson[] {
  if (proxy === undefined) return [];
  return [
    {
      resourceType: 'RelatedPerson',
      id: `${id}-ombud`,
      active: true,
      patient: { reference: `Patient/${id}` },
      relationship: [{ text: 'Ombud' }],
      name: [{ text: proxy }],
    },
  ];
}

function missedVisits(person: Person, today: string): readonly Appointment[] {
  if (!person.situations.includes('missed-visits')) return [];
  return [120, 60, 20].map((days, index) => ({
    resourceType: 'Appointment',
    id: `${person.id}-uteblivet-${index + 1}`,
    status: 'noshow',
    description: 'Tid hos tandläkare, kom inte',
    start: `${daysBefore(today, days)}T10:00:00+01:00`,
    end: `${daysBefore(today, days)}T10:30:00+01:00`,
    participant: [{ actor: { reference: `Patient/${person.id}` }, status: 'accepted' }],
  }));
}
