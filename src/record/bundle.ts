import type { Bundle, BundleEntry, FhirResource } from '../fhir/index.ts';
import { storable } from './agreement.ts';
import { RecordError } from './error.ts';
import { addressOf, createOnce, type Kind } from './identity.ts';
import { labelled } from './label.ts';
import { observationsOf } from './observation.ts';
import { provenanceOf } from './provenance.ts';
import { permission } from './readers.ts';
import { referralOf } from './referral.ts';
import { responseOf } from './response.ts';
import type { RecordSource, Writable } from './source.ts';

type Part = { readonly kind: Kind; readonly resource: FhirResource };

function entryOf(key: string, { kind, resource }: Part): BundleEntry {
  return {
    fullUrl: addressOf(key, kind),
    resource,
    request: {
      method: 'POST',
      url: resource.resourceType,
      ifNoneExist: createOnce(key, kind),
    },
  };
}

function writable(source: RecordSource): Writable {
  const { site, occasion, outcome } = source;
  if (occasion.personAsked === 'guardian') throw new RecordError('guardian-asked');
  if (!permission(site, occasion).record || site.landing === undefined) {
    throw new RecordError('not-permitted');
  }
  return {
    ...source,
    answers: storable(source),
    meta: labelled(site.landing, occasion, outcome.result),
  };
}

/**
 * One occasion as one FHIR transaction in which every entry is created only if it is not there already.
 * Ask `permission` first: it throws a RecordError when the site does not let it be written.
 */
export function buildRecord(source: RecordSource): Bundle {
  const from = writable(source);
  const { key } = from.occasion;
  const [request, task] = referralOf(from);
  const parts: readonly Part[] = [
    { kind: 'response', resource: responseOf(from) },
    ...observationsOf(from),
    ...(request ? [{ kind: 'referral', resource: request } as const] : []),
    ...(task ? [{ kind: 'task', resource: task } as const] : []),
  ];
  const targets = parts.map(({ kind }) => addressOf(key, kind));
  const whole: readonly Part[] = [
    ...parts,
    { kind: 'provenance', resource: provenanceOf(from, targets) },
  ];
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: whole.map((part) => entryOf(key, part)),
  };
}
