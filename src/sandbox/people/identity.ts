import { type Patient, personalIdentityNumber, system } from '../../fhir/index.ts';
import { bornFor } from './dates.ts';
import type { Person } from './person.ts';
import { unitNames } from './staff.ts';

/** The patient as the EHR knows them. */
export function patientOf(person: Person, index: number, today: string): Patient {
  const { id, given, family, gender } = person;
  const birthDate = bornFor(today, person.age, (index * 29) % 364);
  return {
    resourceType: 'Patient',
    id,
    meta: metaOf(person),
    ...extensionsOf(person),
    identifier: [{ use: 'official', system: numberSystem(), value: falseNumber(birthDate, index) }],
    active: true,
    name: [{ use: 'official', text: `${given} ${family}`, given: [given], family }],
    gender,
    birthDate,
    ...addressOf(person, index),
    ...languageOf(person),
    managingOrganization: {
      reference: `Organization/${person.unit}`,
      display: unitNames[person.unit],
    },
  };
}

function metaOf({ situations }: Person) {
  const tag = [{ system: system.actReason, code: 'HTEST', display: 'test health data' }];
  if (!situations.includes('protected-identity')) return { tag };
  const restricted = { system: system.confidentiality, code: 'R', display: 'restricted' };
  return { tag, security: [restricted] };
}

function numberSystem(): string {
  return personalIdentityNumber[0] ?? '';
}

/** Date of birth and a letter where only digits can stand: nobody has this number. */
function falseNumber(birthDate: string, index: number): string {
  return `${birthDate.replaceAll('-', '')}-X${String(index).padStart(3, '0')}`;
}

function extensionsOf({ situations }: Person): Pick<Patient, 'extension'> {
  if (!situations.includes('interpreter')) return {};
  const url = 'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired';
  return { extension: [{ url, valueBoolean: true }] };
}

function addressOf({ municipality }: Person, index: number): Pick<Patient, 'address'> {
  if (municipality === undefined) return {};
  return {
    address: [
      {
        use: 'home',
        line: [`Påhittade gatan ${index + 1}`],
        city: municipality,
        district: municipality,
        state: 'Örebro län',
        country: 'SE',
      },
    ],
  };
}

function languageOf({ language }: Person): Pick<Patient, 'communication'> {
  if (language === undefined) return {};
  const coding = [{ system: system.bcp47, code: language }];
  return { communication: [{ language: { coding }, preferred: true }] };
}
