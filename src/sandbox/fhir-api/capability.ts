import { getSearchParameters } from '@medplum/core';
import type { CapabilityStatement } from '../../fhir/index.ts';

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
        interaction: [{ code: 'transaction' }, { code: 'batch' }],
        resource: [...types.map(resourceCapability), { type: 'Group', operation: [groupExport] }],
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

function resourceCapability(type: (typeof types)[number]): ResourceCapability {
  return {
    type,
    interaction: interactions.map((code) => ({ code })),
    versioning: 'versioned-update',
    ...(type === 'Patient' ? { operation: [everything] } : {}),
    conditionalCreate: true,
    updateCreate: true,
    searchParam: Object.values(getSearchParameters(type) ?? {}).map((each) => ({
      name: each.code ?? '',
      type: each.type ?? 'string',
    })),
  };
}
