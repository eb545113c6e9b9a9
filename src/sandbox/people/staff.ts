import { type FhirResource, type Practitioner, system } from '../../fhir/index.ts';
import type { Unit } from './person.ts';

type Organization = Extract<FhirResource, { resourceType: 'Organization' }>;
type PractitionerRole = Extract<FhirResource, { resourceType: 'PractitionerRole' }>;
type Location = Extract<FhirResource, { resourceType: 'Location' }>;

export const unitNames: Readonly<Record<Unit, string>> = {
  vardcentralen: 'Demovårdcentralen',
  akutmottagningen: 'Demoakuten',
  barnmorskemottagningen: 'Demobarnmorskan',
  folktandvarden: 'Demotandvården',
  hemsjukvarden: 'Demohemsjukvården',
};

/** What kind of care it is, in the words of a routine's audiences. */
const settings: Readonly<Record<Unit, string>> = {
  vardcentralen: 'primary-care',
  akutmottagningen: 'emergency',
  barnmorskemottagningen: 'maternity',
  folktandvarden: 'adult-dental',
  hemsjukvarden: 'primary-care',
};

const people: Readonly<Record<Unit, { id: string; given: string; family: string; role: string }>> =
  {
    vardcentralen: { id: 'nurse', given: 'Åsa', family: 'Sköterskesson', role: 'Sjuksköterska' },
    akutmottagningen: { id: 'doctor', given: 'Örjan', family: 'Läkarlund', role: 'Läkare' },
    barnmorskemottagningen: {
      id: 'midwife',
      given: 'Mirjam',
      family: 'Barnmorsk',
      role: 'Barnmorska',
    },
    folktandvarden: { id: 'dentist', given: 'Teodora', family: 'Tandberg', role: 'Tandläkare' },
    hemsjukvarden: {
      id: 'district-nurse',
      given: 'Dag',
      family: 'Hembesök',
      role: 'Distriktssköterska',
    },
  };

/** Who is signed in to the EHR when nobody else is named. */
export const nurse = 'Practitioner/nurse';

export function staffOf(unit: Unit): string {
  return `Practitioner/${people[unit].id}`;
}

/** The clinics, the rooms and the people who work there. */
export function staff(): readonly FhirResource[] {
  return (Object.keys(people) as Unit[]).flatMap((unit) => [
    organization(unit),
    location(unit),
    practitioner(unit),
    role(unit),
  ]);
}

function organization(unit: Unit): Organization {
  const type = [{ coding: [{ system: system.setting, code: settings[unit] }] }];
  return { resourceType: 'Organization', id: unit, active: true, type, name: unitNames[unit] };
}

function location(unit: Unit): Location {
  return {
    resourceType: 'Location',
    id: `${unit}-rum-1`,
    status: 'active',
    name: `${unitNames[unit]}, rum 1`,
    managingOrganization: { reference: `Organization/${unit}` },
  };
}

function practitioner(unit: Unit): Practitioner {
  const { id, given, family } = people[unit];
  return {
    resourceType: 'Practitioner',
    id,
    active: true,
    name: [{ use: 'official', text: `${given} ${family}`, given: [given], family }],
  };
}

function role(unit: Unit): PractitionerRole {
  const { id, role: text } = people[unit];
  return {
    resourceType: 'PractitionerRole',
    id: `${id}-role`,
    active: true,
    practitioner: { reference: `Practitioner/${id}` },
    organization: { reference: `Organization/${unit}` },
    location: [{ reference: `Location/${unit}-rum-1` }],
    code: [{ text }],
  };
}
