import type { FhirReply, FhirResource, QuestionnaireResponse, Transport } from '../fhir/index.ts';
import type { Stored } from './delivery.ts';
import { known, search, storedAs } from './find.ts';
import { verdictOf } from './policy.ts';
import { isAbout, saysTheSame } from './same-answers.ts';

export const nameOf = ({ identifier }: QuestionnaireResponse): string =>
  `${identifier?.system}|${identifier?.value}`;

export const isOpen = (each: FhirResource | undefined): each is QuestionnaireResponse =>
  each?.resourceType === 'QuestionnaireResponse' && each.status === 'in-progress';

/** The drafts that stand under this name, about this patient, still open, in the order of their ids. */
export async function openUnder(
  transport: Transport,
  like: QuestionnaireResponse,
): Promise<readonly QuestionnaireResponse[]> {
  return known(await search(transport, 'QuestionnaireResponse', 'identifier', [nameOf(like)]))
    .filter(isOpen)
    .filter(({ subject }) => isAbout(subject?.reference, like.subject?.reference ?? ''))
    .toSorted((a, b) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1));
}

/** Over exactly the version that was seen. */
export function putDraft(
  transport: Transport,
  { reference, version }: Stored,
  response: QuestionnaireResponse,
): Promise<FhirReply> {
  const [, id = ''] = reference.split('/');
  return transport({
    method: 'PUT',
    path: reference,
    body: { ...response, id },
    ifMatch: `W/"${version ?? ''}"`,
  });
}

/** Without its answers, and marked as something that does not count. */
export function emptied(draft: QuestionnaireResponse): QuestionnaireResponse {
  const { item: _answers, ...empty } = draft;
  return { ...empty, status: 'entered-in-error' };
}

type PutAway = { readonly state: 'kept' | 'behind' | 'taken' | 'refused'; readonly count: number };

/**
 * Every open draft of this name that says something we have said is emptied: also one that a lost answer left
 * behind. What somebody else has written in one stays.
 */
export async function putAway(
  transport: Transport,
  said: readonly QuestionnaireResponse[],
): Promise<PutAway> {
  const like = said.at(-1);
  const found = like ? await openUnder(transport, like) : [];
  const ours = found.filter((each) => said.some((one) => saysTheSame(one, each)));
  const count = ours.length;
  for (const each of ours) {
    const reply = await putDraft(transport, storedAs(each), emptied(each));
    const verdict = verdictOf(reply.status);
    const isRefused = verdict === 'rejected' || verdict === 'forbidden';
    if (verdict !== 'done') return { state: isRefused ? 'refused' : 'behind', count };
  }
  return { state: count < found.length ? 'taken' : 'kept', count };
}
