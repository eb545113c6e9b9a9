import { type FhirResource, system, TransportError } from '../../fhir/index.ts';
import { standing } from '../../outbox/index.ts';
import { type Answers, fromResponse } from '../../questionnaire/index.ts';
import type { EarlierOccasion, RevisionReason } from '../../record/index.ts';
import {
  type Asking,
  asking,
  type InHand,
  inHand,
  lastSent,
  type Opened,
  type Opening,
  opening,
  revising,
  seen,
  sending,
  type Target,
} from '../state.ts';
import { go } from './go.ts';

const types = ['QuestionnaireResponse', 'Observation', 'ServiceRequest', 'Task'];

/** Finds all that stands of an earlier occasion. Its answers are not shown. */
export async function openEarlier(now: Opened, occasion: EarlierOccasion): Promise<void> {
  const { key = '' } = occasion;
  const { transport, grant } = now.session;
  opening.value = { occasion };
  go({ type: 'open-occasion' });
  const show = (found: NonNullable<Opening['standing']>): void => {
    if (opening.value?.occasion === occasion) opening.value = { occasion, standing: found };
  };
  try {
    const readable = types.filter((type) => grant.may('search', type));
    show(await standing(transport, { system: system.occasion, key }, readable));
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    show('unavailable');
  }
}

const responseIn = (resources: readonly FhirResource[]) =>
  resources.find((each) => each.resourceType === 'QuestionnaireResponse');

/** What of it can be changed or taken back; undefined until it is known. */
export function targetOf({ occasion, standing: found }: Opening): Target | undefined {
  if (found === undefined || found === 'unavailable' || occasion.key === undefined) {
    return undefined;
  }
  const security = responseIn(found.resources)?.meta?.security ?? [];
  return { key: occasion.key, base: found.base, security };
}

/** The answers given then, when this form can hold every one of them; what is worked out of them is as of then. */
export function answersOf(
  { standing: found }: Opening,
  { form, answers: { context } }: Asking,
): Answers | undefined {
  if (found === undefined || found === 'unavailable') return undefined;
  const response = responseIn(found.resources);
  const then = response?.authored && { now: response.authored };
  const read = fromResponse(form, response, { ...context, ...then });
  return read.ok && read.problems.length === 0 ? read.answers : undefined;
}

function handOf({ standing: found }: Opening, target: Target): InHand | undefined {
  if (found === undefined || found === 'unavailable') return undefined;
  const response = responseIn(found.resources);
  if (response?.authored === undefined) return undefined;
  const route = response.meta?.tag?.find((tag) => tag.system === system.route)?.code;
  const encounter = response.encounter?.reference;
  return {
    key: target.key,
    authored: response.authored,
    route: route === 'indication' ? route : 'routine',
    ...(encounter !== undefined && { encounter }),
  };
}

/** Opens the answers given then, to be saved as a change of that occasion. */
export function amendEarlier(now: Asking, opened: Opening, reason: RevisionReason): void {
  const target = targetOf(opened);
  const hand = target && handOf(opened, target);
  const answers = answersOf(opened, now);
  if (target === undefined || hand === undefined || answers === undefined) return;
  inHand.value = hand;
  revising.value = { kind: 'amend', reason, target };
  for (const each of [lastSent, sending]) each.value = undefined;
  seen.value = new Set();
  asking.value = { form: now.form, answers };
  go({ type: 'amend', asked: opened.occasion.result !== 'not-asked' });
}
