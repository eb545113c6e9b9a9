import type { FhirReply, QuestionnaireResponse, Transport } from '../fhir/index.ts';
import { resourcesIn, TransportError } from '../fhir/index.ts';
import { isPassing, verdictOf } from './policy.ts';
import { isAbout } from './same-answers.ts';

/** An answer that says nothing about whether there is a draft. */
const isUnknown = ({ status, resource }: FhirReply): boolean =>
  verdictOf(status) === 'done' ? resource?.resourceType !== 'Bundle' : isPassing(status);

/**
 * The open draft of this patient by this author, when there is one. Anybody else's is not for them to see, and
 * one that says no author is nobody's. Throws a TransportError while it cannot be known whether there is one.
 */
export async function openDraft(
  transport: Transport,
  whose: { readonly patient: string; readonly author: string; readonly system: string },
): Promise<QuestionnaireResponse | undefined> {
  const reply = await transport({
    method: 'POST',
    path: 'QuestionnaireResponse/_search',
    search: { subject: whose.patient, status: 'in-progress', _count: '100' },
  });
  if (isUnknown(reply)) throw new TransportError('unreadable');
  if (reply.resource?.resourceType !== 'Bundle') return undefined;
  const drafts = resourcesIn(reply.resource).filter(
    (each) => each.resourceType === 'QuestionnaireResponse',
  );
  return drafts.find(
    ({ status, identifier, subject, author }) =>
      status === 'in-progress' &&
      identifier?.system === whose.system &&
      isAbout(subject?.reference, whose.patient) &&
      isAbout(author?.reference, whose.author),
  );
}
