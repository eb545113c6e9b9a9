import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Patient } from 'fhir/r4';
import { startAppServer } from '../../src/cli/app-server.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import type { Canary } from './scan.ts';

/** The demo EHR with patients whose every field is a canary, and the built app beside it. */
export type Ward = {
  readonly ehr: Sandbox;
  readonly appUrl: string;
  /** The next patient in the waiting room: nobody is met twice, for a second visit goes another way. */
  readonly next: () => Waiting;
  readonly close: () => Promise<void>;
};

type Waiting = {
  readonly id: string;
  /** What stands in the patient's chart and must not be found elsewhere. */
  readonly canaries: readonly Canary[];
};

/** A word nobody else writes, of letters only so that it fits anywhere. */
export function mark(): string {
  return `kanarie${[...randomBytes(12)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('')}`;
}

const fields = ['id', 'number', 'given', 'family', 'street', 'city', 'phone', 'contact'] as const;
type Field = (typeof fields)[number];

type Marks = Readonly<Record<Field, string>>;

function newMarks(): Marks {
  return Object.fromEntries(fields.map((field) => [field, mark()])) as Record<Field, string>;
}

function patientOf(marks: Marks): Patient {
  const { id, number, given, family, street, city, phone, contact } = marks;
  return {
    resourceType: 'Patient',
    id,
    identifier: [{ system: 'http://electronichealth.se/identifier/personnummer', value: number }],
    active: true,
    name: [{ use: 'official', text: `${given} ${family}`, given: [given], family }],
    gender: 'female',
    birthDate: '1981-04-17',
    telecom: [{ system: 'phone', value: phone }],
    address: [{ line: [street], city, district: 'Örebro' }],
    contact: [{ name: { text: contact } }],
  };
}

export async function openWard(patients = 10): Promise<Ward> {
  const waiting = Array.from({ length: patients }, newMarks);
  let ehrUrl = '';
  const registrations = async (): Promise<string> =>
    (await readFile('launch/registrations.json', 'utf8')).replaceAll(
      'http://127.0.0.1:4180',
      ehrUrl,
    );
  const app = await startAppServer({
    port: 0,
    dist: process.env['TRYGGFRAGA_DIST'] ?? 'dist',
    ehrOrigins: () => [ehrUrl],
    own: {
      '/site/site.json': () => readFile('src/sandbox/site/site.json', 'utf8'),
      '/launch/registrations.json': registrations,
    },
  });
  const ehr = await startSandbox({
    port: 0,
    appUrl: `${app.url}/launch/`,
    also: waiting.map(patientOf),
  });
  ehrUrl = ehr.url;
  return {
    ehr,
    appUrl: app.url,
    next: () => {
      const marks = waiting.pop();
      if (!marks) throw new Error('Nobody is waiting');
      const canaries = fields.map((field) => ({ what: `patient ${field}`, text: marks[field] }));
      return { id: marks.id, canaries };
    },
    close: async () => {
      await ehr.close();
      await app.close();
    },
  };
}
