import { system } from '../../src/fhir/index.ts';
import { chartCode } from './unit.ts';

/** Resources of a made-up chart, and the calls an EHR makes about it. */
export const anna = {
  resourceType: 'Patient',
  id: 'anna',
  active: true,
  birthDate: '1985-03-02',
  gender: 'female',
  name: [{ text: 'CANARY-NAME' }],
};

export const panel = (date: string, result: string, more: object = {}) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: system.question, code: 'health-questions' }] },
  subject: { reference: 'Patient/anna' },
  effectiveDateTime: date,
  ...(['positive', 'negative'].includes(result)
    ? { valueCodeableConcept: { coding: [{ system: system.result, code: result }] } }
    : {
        dataAbsentReason: {
          coding: [
            { system: system.absent, code: result === 'declined' ? 'asked-declined' : result },
          ],
        },
      }),
  ...more,
});

export const visit = (more: object = {}) => ({
  resourceType: 'Encounter',
  id: 'today',
  status: 'in-progress',
  class: { system: system.actCode, code: 'AMB' },
  subject: { reference: 'Patient/anna' },
  ...more,
});

export const finding = (code: string, date: string, more: object = {}) => ({
  resourceType: 'Condition',
  code: { coding: [chartCode(code)] },
  subject: { reference: 'Patient/anna' },
  onsetDateTime: date,
  ...more,
});

export const bundle = (...resources: readonly object[]) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({ resource })),
});

/** Everything prefetched, nothing in the history: the questions are due. */
export const prefetched = {
  patient: anna,
  occasions: bundle(),
  encounter: visit(),
  findings: null,
};

export const context = { userId: 'Practitioner/sara', patientId: 'anna', encounterId: 'today' };

export const call = (more: object = {}) => ({
  hook: 'patient-view',
  hookInstance: '5f4f5c0a-6a4e-4dd9-93f3-6d1f9b3a2b11',
  context,
  prefetch: prefetched,
  ...more,
});

export const booking = (more: object = {}) => ({
  hook: 'appointment-book',
  hookInstance: '5f4f5c0a-6a4e-4dd9-93f3-6d1f9b3a2b12',
  context: {
    userId: 'Practitioner/sara',
    patientId: 'anna',
    appointments: bundle({
      resourceType: 'Appointment',
      status: 'proposed',
      participant: [{ actor: { reference: 'Patient/anna' }, status: 'accepted' }],
    }),
  },
  prefetch: { patient: anna, occasions: bundle(), findings: null },
  ...more,
});
