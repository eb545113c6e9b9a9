import { type FhirResource, own } from '../../fhir/index.ts';
import { measureSql } from '../measure/run.ts';
import { shipped, tableNames } from '../staging/table.ts';

export const measureUrl = `${own}/Measure/asked-alone`;
export const libraryUrl = `${own}/Library/asked-alone-sql`;

/** The six groups, each a proportion, so that no population codes of our own are needed. */
export const groups = [
  {
    id: 'asked',
    of: 'eligible',
    what: 'Asked alone, of visits where the question was due',
    better: 'increase',
  },
  {
    id: 'documented',
    of: 'not-asked',
    what: 'Reason documented, of visits where nobody asked',
    better: 'increase',
  },
  {
    id: 'declined',
    of: 'asked',
    what: 'Declined wholly or partly, of those asked',
    better: undefined,
  },
  { id: 'positive', of: 'asked', what: 'Disclosed violence, of those asked', better: undefined },
  {
    id: 'accepted',
    of: 'positive',
    what: 'Accepted a referral, of those who disclosed',
    better: 'increase',
  },
  {
    id: 'followed-up',
    of: 'accepted',
    what: 'Contact held within 30 days, of accepted referrals',
    better: 'increase',
  },
] as const;
export type Group = (typeof groups)[number];

const population = 'http://terminology.hl7.org/CodeSystem/measure-population';
const scoring = 'http://terminology.hl7.org/CodeSystem/measure-scoring';

/** FHIR R4 Measure; the computation itself is the SQL of the library. */
export function measureResource(version: string): object {
  return {
    resourceType: 'Measure',
    id: 'asked-alone',
    url: measureUrl,
    version,
    name: 'AskedAlone',
    title: 'Asked alone, and what happened next',
    status: 'draft',
    experimental: true,
    library: [libraryUrl],
    scoring: { coding: [{ system: scoring, code: 'proportion' }] },
    group: groups.map(({ id, of, what }) => ({
      id,
      description: what,
      population: [
        {
          id: `${id}-denominator`,
          code: coded('denominator'),
          description: of,
          criteria: criteria(of),
        },
        {
          id: `${id}-numerator`,
          code: coded('numerator'),
          description: id,
          criteria: criteria(id),
        },
      ],
    })),
  };
}

const coded = (code: string): object => ({ coding: [{ system: population, code }] });
const criteria = (name: string): object => ({ language: 'application/sql', expression: name });

const sqlQuery = 'http://hl7.org/fhir/uv/sql-on-fhir/StructureDefinition/SQLQuery';
const typeSystem = 'http://hl7.org/fhir/uv/sql-on-fhir/CodeSystem/LibraryTypesCodes';

/** The SQL text as a Library of the SQLQuery profile (SQL on FHIR 3.0.0-ballot), with the views it reads. */
export function sqlLibrary(version: string): object {
  return {
    resourceType: 'Library',
    id: 'asked-alone-sql',
    meta: { profile: [sqlQuery] },
    url: libraryUrl,
    version,
    name: 'AskedAloneSql',
    title: 'The counting of asked alone, as portable SQL',
    status: 'draft',
    experimental: true,
    type: { coding: [{ system: typeSystem, code: 'sql-query' }] },
    relatedArtifact: tableNames.map((table) => ({
      type: 'depends-on',
      label: table,
      resource: String(shipped[table]['url']),
    })),
    content: [
      {
        contentType: 'application/sql',
        data: Buffer.from(measureSql, 'utf8').toString('base64'),
        title: 'measure.sql',
      },
    ],
  };
}

/** The Measure and the SQL that it computes with, to be published with a routine. */
export function askedAloneMeasure(version: string): readonly FhirResource[] {
  return [measureResource(version), sqlLibrary(version)] as readonly FhirResource[];
}
