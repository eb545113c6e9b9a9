import type { QuestionnaireResponse } from '../fhir/index.ts';
import { system } from '../fhir/index.ts';
import { toResponse } from '../questionnaire/index.ts';
import { identifierOf } from './identity.ts';
import type { Writable } from './source.ts';

/**
 * The one source of truth: what was answered to what, the gate included. Its `source` is the patient once
 * any question has been answered; an occasion where nobody asked has none. Its tags say which occasion, and why it
 * was to be one: routine or indication.
 */
export function responseOf(from: Writable): QuestionnaireResponse {
  const { form, answers, occasion, outcome, pack, meta } = from;
  const patient = { reference: occasion.patient.reference };
  const answered = outcome.missing.length < pack.questions.result.length;
  return {
    ...toResponse(form, answers, {
      status: 'completed',
      authored: occasion.authored,
      subject: patient,
      identifier: identifierOf(occasion.key, 'response'),
      language: occasion.language,
      ...(occasion.encounter && { encounter: { reference: occasion.encounter } }),
      ...(occasion.author && { author: { reference: occasion.author.reference } }),
    }),
    meta: { ...meta, tag: [...(meta.tag ?? []), { system: system.route, code: occasion.route }] },
    ...(answered && { source: patient }),
  };
}
