import type { Bundle, BundleEntry, FhirResource, Provenance } from '../../src/fhir/index.ts';
import { system } from '../../src/fhir/index.ts';

/** Put into every answer. It must never be seen in anything but the record. */
export const canary = 'CANARY-7f3a';

export const form = 'https://tryggfraga.example/fhir/Questionnaire/one|1.0.0';

/** What somebody else writes over it. It must never be lost. */
export const theirs = 'THEIRS-91c2';

/** Stands in the chart from before, and is nobody's here. */
export const bystander: FhirResource = {
  resourceType: 'Observation',
  id: 'bystander',
  status: 'final',
  code: { text: 'length' },
  subject: { reference: 'Patient/anna' },
};

export type Occasion = { readonly key: string; readonly patient: string };

const encoded = (value: string): string => encodeURIComponent(`${system.occasion}|${value}`);

function entry(number: number, resource: FhirResource, once: string): BundleEntry {
  return {
    fullUrl: `urn:uuid:00000000-0000-8000-8000-00000000000${number}`,
    resource,
    request: { method: 'POST', url: resource.resourceType, ifNoneExist: once },
  };
}

const first = { reference: 'urn:uuid:00000000-0000-8000-8000-000000000000' };

/** One small occasion: an answer, what follows from it, who wrote it. `said` tells versions apart. */
export function recordOf({ key, patient }: Occasion, said: string): Bundle {
  const meta = { tag: [{ system: system.occasion, code: key }] };
  const subject = { reference: patient };
  const response: FhirResource = {
    resourceType: 'QuestionnaireResponse',
    meta,
    identifier: { system: system.occasion, value: key },
    questionnaire: form,
    status: 'completed',
    subject,
    item: [{ linkId: 'one', answer: [{ valueString: `${canary} ${said}` }] }],
  };
  const observation: FhirResource = {
    resourceType: 'Observation',
    meta,
    identifier: [{ system: system.occasion, value: `${key}#panel` }],
    status: 'final',
    code: { text: 'panel' },
    subject,
    valueString: `${canary} ${said}`,
    derivedFrom: [first],
  };
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      entry(0, response, `identifier=${encoded(key)}`),
      entry(1, observation, `identifier=${encoded(`${key}#panel`)}`),
      entry(2, signatureOf(key, key, [first]), `_tag=${encoded(key)}`),
    ],
  };
}

export function signatureOf(
  key: string,
  name: string,
  target: Provenance['target'] = [],
): Provenance {
  return {
    resourceType: 'Provenance',
    meta: { tag: [{ system: system.occasion, code: name }] },
    target,
    recorded: '2026-11-22T10:00:00+01:00',
    agent: [{ who: { display: key } }],
  };
}

export function noteOf({ key, patient }: Occasion, said: string): Bundle {
  const note: FhirResource = {
    resourceType: 'DocumentReference',
    meta: { tag: [{ system: system.occasion, code: key }] },
    identifier: [{ system: system.occasion, value: `${key}#document` }],
    status: 'current',
    subject: { reference: patient },
    content: [{ attachment: { data: `${canary} ${said}` } }],
  };
  const once = `identifier=${encoded(`${key}#document`)}`;
  return { resourceType: 'Bundle', type: 'transaction', entry: [entry(0, note, once)] };
}

export function draftOf({ key, patient }: Occasion, said: string) {
  return {
    resourceType: 'QuestionnaireResponse' as const,
    identifier: { system: system.occasion, value: `${key}#draft` },
    status: 'in-progress' as const,
    subject: { reference: patient },
    author: { reference: 'Practitioner/siv' },
    item: [{ linkId: 'one', answer: [{ valueString: `${canary} ${said}` }] }],
  };
}
