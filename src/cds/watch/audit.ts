import type { AuditEvent } from '../../fhir/index.ts';

/** Who asked for what about whom. `address` absent: the client itself sent what we read (prefetch). */
export type ReadNoted = {
  readonly patientId: string;
  readonly userId: string;
  /** The FHIR server read, or the client that prefetched. */
  readonly from: string;
  readonly address?: string;
  /** Milliseconds. */
  readonly at: number;
};

const rest = { system: 'http://terminology.hl7.org/CodeSystem/audit-event-type', code: 'rest' };
const interaction = 'http://hl7.org/fhir/restful-interaction';
const entityType = 'http://terminology.hl7.org/CodeSystem/audit-entity-type';
const objectRole = 'http://terminology.hl7.org/CodeSystem/object-role';
const dicom = 'http://dicom.nema.org/resources/ontology/DCM';
const balp = 'https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit';

const agent = (code: string, display: string) => ({
  type: { coding: [{ system: dicom, code }] },
  who: { display },
  requestor: false,
});

type What = Pick<AuditEvent, 'action' | 'subtype' | 'agent' | 'meta'> & {
  readonly entity: NonNullable<AuditEvent['entity']>;
};

/** DICOM's roles: in a query the asker is the source; in a read the data's holder is (BALP, Query and Read). */
function whatOf({ address, from }: ReadNoted, service: string): What {
  const object = { system: entityType, code: '2' };
  if (address === undefined || address.includes('?')) {
    return {
      ...(address !== undefined && { meta: { profile: [`${balp}.PatientQuery`] } }),
      action: 'E',
      subtype: [{ system: interaction, code: address === undefined ? 'operation' : 'search-type' }],
      agent: [agent('110153', service), agent('110152', from)],
      entity:
        address === undefined
          ? []
          : [
              {
                type: object,
                role: { system: objectRole, code: '24' },
                query: Buffer.from(`${from}/${address}`).toString('base64'),
              },
            ],
    };
  }
  return {
    meta: { profile: [`${balp}.PatientRead`] },
    action: 'R',
    subtype: [{ system: interaction, code: 'read' }],
    agent: [agent('110152', service), agent('110153', from)],
    entity: [
      { type: object, role: { system: objectRole, code: '4' }, what: { reference: address } },
    ],
  };
}

/** One event after IHE BALP for one read. Neutral throughout: it shows in the EHR's access log. */
export function auditEvent(noted: ReadNoted, service: string): AuditEvent {
  const what = whatOf(noted, service);
  return {
    resourceType: 'AuditEvent',
    ...(what.meta && { meta: what.meta }),
    type: rest,
    ...(what.subtype && { subtype: what.subtype }),
    ...(what.action && { action: what.action }),
    recorded: new Date(noted.at).toISOString(),
    outcome: '0',
    agent: [...what.agent, { who: { display: noted.userId }, requestor: true }],
    source: { observer: { display: service } },
    entity: [
      {
        type: { system: entityType, code: '1' },
        role: { system: objectRole, code: '1' },
        what: { reference: `Patient/${noted.patientId}` },
      },
      ...what.entity,
    ],
  };
}
