import type { CodeableConcept, ServiceRequest, Task } from '../fhir/index.ts';
import { system } from '../fhir/index.ts';
import type { Outcome } from '../guidance/index.ts';
import { answerKind } from '../guidance/index.ts';
import type { Answers, Form } from '../questionnaire/index.ts';
import type { Pack, Service } from '../routine/index.ts';
import { inLanguage } from '../routine/index.ts';
import { chosenService } from './agreement.ts';
import { addressOf, identifierOf } from './identity.ts';
import { referralText } from './note.ts';
import type { Occasion } from './occasion.ts';
import { permission } from './readers.ts';
import type { Site } from './site.ts';
import type { Writable } from './source.ts';

/** Whether a referral goes with the record, and if not, why: the person at the screen must be able to see it. */
export type ReferralState =
  | { readonly state: 'written'; readonly service: Service }
  | {
      readonly state: 'not-written';
      readonly because:
        | 'nothing-chosen'
        | 'service-takes-none'
        | 'no-consent'
        | 'place-protected'
        | 'not-permitted';
    };

export function referralState(from: {
  readonly pack: Pack;
  readonly form: Form;
  readonly answers: Answers;
  readonly occasion: Occasion;
  readonly site: Site | undefined;
}): ReferralState {
  const { pack, form, answers, occasion, site } = from;
  const no = (because: Extract<ReferralState, { state: 'not-written' }>['because']) =>
    ({ state: 'not-written', because }) as const;
  const service = chosenService(from);
  if (service === undefined) return no('nothing-chosen');
  if (service.takesReferral !== true) return no('service-takes-none');
  if (answerKind(form, answers, pack.agreement.consent) !== 'yes') return no('no-consent');
  if (occasion.protectedIdentity && service.municipalities) return no('place-protected');
  if (!permission(site, occasion).referral) return no('not-permitted');
  return { state: 'written', service };
}

const concept = (system: string, code: string): CodeableConcept => ({ coding: [{ system, code }] });

function priorityOf(outcome: Outcome): 'urgent' | 'routine' {
  return outcome.steps.some(({ urgency }) => urgency === 'now') ? 'urgent' : 'routine';
}

function about(from: Writable): Pick<ServiceRequest, 'encounter' | 'authoredOn' | 'requester'> {
  const { occasion } = from;
  return {
    ...(occasion.encounter && { encounter: { reference: occasion.encounter } }),
    authoredOn: occasion.authored,
    ...(occasion.author && { requester: { reference: occasion.author.reference } }),
  };
}

/**
 * Shape of Gravity's SDOHCC ServiceRequest, with our own neutral category. Unless the patient has said that
 * contact is safe, the receiver is told not to contact the patient.
 */
function requestOf(from: Writable, service: Service): ServiceRequest {
  const { pack, form, answers, occasion, outcome, site } = from;
  const safe = answerKind(form, answers, pack.agreement.safeToContact) === 'yes';
  const languages = [site.language, ...pack.languages.map(({ code }) => code)];
  const display = inLanguage(service.name, languages)?.text ?? service.id;
  const text = referralText({ ...from, language: site.language });
  return {
    resourceType: 'ServiceRequest',
    meta: from.meta,
    identifier: [identifierOf(occasion.key, 'referral')],
    status: 'active',
    intent: 'order',
    category: [concept(system.referral, 'support')],
    priority: priorityOf(outcome),
    code: concept(system.referral, 'support-contact'),
    ...(!safe && { orderDetail: [concept(system.sdoh, 'contacting-subject-prohibited')] }),
    subject: { reference: occasion.patient.reference },
    ...about(from),
    performer: [{ display }],
    reasonReference: [{ reference: addressOf(occasion.key, 'panel') }],
    ...(text !== '' && { note: [{ text }] }),
  };
}

/** Gravity's task for referral management, open until somebody takes it. Never a task for the patient. */
function taskOf(from: Writable): Task {
  const { occasion, outcome } = from;
  return {
    resourceType: 'Task',
    meta: from.meta,
    identifier: [identifierOf(occasion.key, 'task')],
    status: 'requested',
    intent: 'order',
    priority: priorityOf(outcome),
    code: concept(system.taskCode, 'fulfill'),
    focus: { reference: addressOf(occasion.key, 'referral') },
    for: { reference: occasion.patient.reference },
    ...about(from),
    lastModified: occasion.authored,
  };
}

export function referralOf(from: Writable): readonly [] | readonly [ServiceRequest, Task] {
  const state = from.referral === false ? undefined : referralState(from);
  return state?.state === 'written' ? [requestOf(from, state.service), taskOf(from)] : [];
}
