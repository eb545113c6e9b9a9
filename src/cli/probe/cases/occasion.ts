import { type FhirResource, system } from '../../../fhir/index.ts';

export const canary = 'kanarie-7f3a';
export const meta = {
  security: [
    { system: system.confidentiality, code: 'V' },
    { system: system.actCode, code: 'SDV' },
    { system: system.actCode, code: 'NOPAT' },
  ],
  tag: [{ system: system.occasion, code: 'occasion-1' }],
};

/** What one occasion leaves in a chart, with the canary in every text. */
export function occasion(patient: string): readonly FhirResource[] {
  const subject = { reference: `Patient/${patient}` };
  const code = { text: canary };
  const data = Buffer.from(`Anteckning: ${canary}`).toString('base64');
  return [
    {
      resourceType: 'QuestionnaireResponse',
      id: `${patient}-qr`,
      meta,
      status: 'completed',
      subject,
      item: [{ linkId: '1', answer: [{ valueString: canary }] }],
    },
    { resourceType: 'Observation', id: `${patient}-obs`, meta, status: 'final', code, subject },
    {
      resourceType: 'ServiceRequest',
      id: `${patient}-referral`,
      meta,
      status: 'active',
      intent: 'order',
      code,
      subject,
    },
    {
      resourceType: 'Task',
      id: `${patient}-task`,
      meta,
      status: 'requested',
      intent: 'order',
      description: canary,
      for: subject,
    },
    {
      resourceType: 'Provenance',
      id: `${patient}-prov`,
      meta,
      target: [{ reference: `QuestionnaireResponse/${patient}-qr` }],
      recorded: '2026-11-22T10:00:00Z',
      agent: [{ who: { reference: 'Practitioner/nurse', display: canary } }],
    },
    {
      resourceType: 'DocumentReference',
      id: `${patient}-note`,
      meta: { security: meta.security },
      status: 'current',
      subject,
      content: [{ attachment: { contentType: 'text/plain', data } }],
    },
  ];
}
