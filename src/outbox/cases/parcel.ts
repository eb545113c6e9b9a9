/** For the tests beside: one small occasion, ready to be sent. */
import { type Bundle, type BundleEntry, type FhirResource, system } from '../../fhir/index.ts';
import type { Parcel } from '../delivery.ts';

const key = '6f1b1c1e-58a5-4c5e-9d7a-0d9a8f4f2b11';
const patient = 'Patient/anna';

const meta = { tag: [{ system: system.occasion, code: key }] };
const named = (kind: string) => ({ system: system.occasion, value: `${key}${kind}` });
const address = (number: number) => `urn:uuid:00000000-0000-8000-8000-00000000000${number}`;
const subject = { reference: patient };

const response: FhirResource = {
  resourceType: 'QuestionnaireResponse',
  meta,
  identifier: named(''),
  questionnaire: 'https://tryggfraga.example/fhir/Questionnaire/two-questions|1.0.0',
  status: 'completed',
  subject,
  authored: '2026-11-22T10:00:00+01:00',
  item: [
    {
      linkId: 'questions',
      item: [
        {
          linkId: 'first',
          text: 'Fråga ett',
          answer: [{ valueCoding: { system: system.yesNo, code: 'Y', display: 'Ja' } }],
        },
        { linkId: 'concern', answer: [{ valueBoolean: true }] },
      ],
    },
  ],
};

function observation(kind: string): FhirResource {
  return {
    resourceType: 'Observation',
    meta,
    identifier: [named(kind)],
    status: 'final',
    code: { text: kind },
    subject,
    derivedFrom: [{ reference: address(0) }],
  };
}

const provenance: FhirResource = {
  resourceType: 'Provenance',
  meta,
  target: [{ reference: address(0) }],
  recorded: '2026-11-22T10:00:00+01:00',
  agent: [{ who: { display: 'Tryggfråga' } }],
};

function entry(resource: FhirResource, index: number): BundleEntry {
  const own = 'identifier' in resource ? [resource.identifier].flat()[0] : undefined;
  const [name, code] = own && 'value' in own ? ['identifier', own.value] : ['_tag', key];
  return {
    fullUrl: address(index),
    resource,
    request: {
      method: 'POST',
      url: resource.resourceType,
      ifNoneExist: `${name}=${encodeURIComponent(`${system.occasion}|${code}`)}`,
    },
  };
}

const bundle: Bundle = {
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [response, observation('#panel'), observation('#question.first'), provenance].map(entry),
};

export const parcel: Parcel = { bundle, key, patient, fresh: true };
