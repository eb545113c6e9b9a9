import type { QuestionnaireResponse, Transport } from '../fhir/index.ts';
import { TransportError } from '../fhir/index.ts';
import { searchAll } from './find.ts';
import { isPassing } from './policy.ts';
import { isAbout } from './same-answers.ts';

/**
 * The open draft of this patient by this author, when there is one. Anybody else's is not for them to see, and
 * one that says no author is nobody's. Throws a TransportError while it cannot be known whether there is one.
 */
export async function openDraft(
  transport: Transport,
  whose: { readonly patient: string; readonly author: string; readonly system: string },
): Promise<QuestionnaireResponse | undefined> {
  const answer = await searchAll(transport, 'QuestionnaireResponse', {
    subject: whose.patient,
    status: 'in-progress',
  });
  if ('refused' in answer) {
    if (isPassing(answer.refused.status)) throw new TransportError('unreadable');
    return undefined;
  }
  const drafts = answer.found.filter((each) => each.resourceType === 'QuestionnaireResponse');
  return drafts.find(
    ({ status, identifier, subject, author }) =>
      status === 'in-progress' &&
      identifier?.system === whose.system &&
      isAbout(subject?.reference, whose.patient) &&
      isAbout(author?.reference, whose.author),
  );
}
