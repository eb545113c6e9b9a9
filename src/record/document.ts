import type { Bundle, DocumentReference } from '../fhir/index.ts';
import { base64Of } from './base64.ts';
import { RecordError } from './error.ts';
import { addressOf, createOnce, identifierOf } from './identity.ts';
import { labelled } from './label.ts';
import { type DocumentSource, journalNote } from './note.ts';
import { permission } from './readers.ts';
import type { Site } from './site.ts';

/** Whether the note may be written as a document: the site says where such notes land, and everything else holds. */
export function documentPermitted(
  site: Site | undefined,
  occasion?: Parameters<typeof permission>[1],
): boolean {
  return site?.landing?.document !== undefined && permission(site, occasion).record;
}

/**
 * The journal note as a DocumentReference, where no response can be created. Plain text, labelled as the record
 * would be. Its type is the site's own code: which one an EHR expects is decided there, and without one it has none.
 */
export function buildDocument(source: DocumentSource & { readonly site: Site }): Bundle {
  const { occasion, site, outcome } = source;
  if (occasion.personAsked === 'guardian') throw new RecordError('guardian-asked');
  const { landing } = site;
  if (!documentPermitted(site, occasion) || landing?.document === undefined) {
    throw new RecordError('not-permitted');
  }
  const meta = labelled(landing, occasion, outcome.result);
  const { type } = landing.document;
  const { encounter, author, authored, key, patient } = occasion;
  const resource: DocumentReference = {
    resourceType: 'DocumentReference',
    meta,
    identifier: [identifierOf(key, 'document')],
    status: 'current',
    docStatus: 'final',
    ...(type && { type: { coding: [type] } }),
    subject: { reference: patient.reference },
    date: authored,
    ...(author && { author: [{ reference: author.reference }] }),
    securityLabel: (meta.security ?? []).map((each) => ({ coding: [each] })),
    content: [
      {
        attachment: {
          contentType: 'text/plain; charset=utf-8',
          data: base64Of(journalNote(source)),
          creation: authored,
        },
      },
    ],
    context: {
      ...(encounter && { encounter: [{ reference: encounter }] }),
      period: { start: authored, end: authored },
    },
  };
  const request = {
    method: 'POST' as const,
    url: 'DocumentReference',
    ifNoneExist: createOnce(key, 'document'),
  };
  const entry = [{ fullUrl: addressOf(key, 'document'), resource, request }];
  return { resourceType: 'Bundle', type: 'transaction', entry };
}
