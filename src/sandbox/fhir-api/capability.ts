import { getSearchParameters } from '@medplum/core';
import type { CapabilityStatement } from '../../fhir/index.ts';
import { type ServerProfile, takesBundles, takesWrites } from './server-profile.ts';

const types = [
  'Patient',
  'RelatedPerson',
  'Encounter',
  'Condition',
  'DocumentReference',
  'Questionnaire',
  'QuestionnaireResponse',
  'Observation',
  'ServiceRequest',
  'Task',
  'Provenance',
  'Flag',
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'Location',
] as const;

const everything = {
  name: 'everything',
  definition: 'http://hl7.org/fhir/OperationDefinition/Patient-everything',
};

const groupExport = {
  name: 'export',
  definition: 'http://hl7.org/fhir/uv/bulkdata/OperationDefinition/group-export',
};

const systemExport = {
  name: 'export',
  definition: 'http://hl7.org/fhir/uv/bulkdata/OperationDefinition/export',
};

const interactions = [
  'read',
  'vread',
  'update',
  'create',
  'search-type',
  'history-instance',
] as const;

/** What this server says it can do, at `/fhir/metadata`. */
export function capabilityStatement(
  base: string,
  origin: string,
  date: string,
  profile: ServerProfile = 'full',
): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date,
    kind: 'instance',
    software: { name: 'Demo EHR' },
    implementation: { description: 'A demo EHR with invented people', url: base },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    rest: [
      {
        mode: 'server',
        security: security(origin),
        interaction: takesBundles(profile) ? [{ code: 'transaction' }, { code: 'batch' }] : [],
        resource: [
          ...types.map((type) => resourceCapability(type, takesWrites(profile, type))),
          { type: 'Group', operation: [groupExport] },
        ],
        operation: [systemExport],
      },
    ],
  };
}

function security(origin: string) {
  return {
    cors: true,
    service: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/restful-security-service',
            code: 'SMART-on-FHIR',
          },
        ],
      },
    ],
    extension: [
      {
        url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
        extension: [
          { url: 'authorize', valueUri: `${origin}/oauth/authorize` },
          { url: 'token', valueUri: `${origin}/oauth/token` },
        ],
      },
    ],
  };
}

type ResourceCapability = NonNullable<
  NonNullable<CapabilityStatement['rest']>[number]['resource']
>[number];

function resourceCapability(type: (typeof types)[number], writes: boolean): ResourceCapability {
  return {
    type,
    interaction: interactions
      .filter((code) => writes || (code !== 'create' && code !== 'update'))
      .map((code) => ({ code })),
    versioning: 'versioned-update',
    ...(type === 'Patient' ? { operation: [everything] } : {}),
    conditionalCreate: writes,
    updateCreate: writes,
    searchParam: Object.values(getSearchParameters(type) ?? {}).map((each) => ({
      name: each.code ?? '',
      type: each.type ?? 'string',
    })),
  };
}
