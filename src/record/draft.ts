import type { QuestionnaireResponse } from '../fhir/index.ts';
import type { Answers, Form } from '../questionnaire/index.ts';
import { toResponse } from '../questionnaire/index.ts';
import { RecordError } from './error.ts';
import { identifierOf } from './identity.ts';
import { labelled } from './label.ts';
import type { Occasion } from './occasion.ts';
import { permission } from './readers.ts';
import type { Site } from './site.ts';

/** Whether answers may stand on the server before they are saved. Off until the site says otherwise. */
export function draftsPermitted(
  site: Site | undefined,
  occasion?: Parameters<typeof permission>[1],
): boolean {
  return site?.drafts === true && permission(site, occasion).record;
}

/**
 * The answers so far as a draft of its own beside the record: a late write of it can never undo a finished one.
 * Labelled as the gravest result would be, for nobody knows yet how it ends.
 */
export function buildDraft(from: {
  readonly form: Form;
  readonly answers: Answers;
  readonly occasion: Occasion;
  readonly site: Site;
}): QuestionnaireResponse {
  const { form, answers, occasion, site } = from;
  if (!draftsPermitted(site, occasion) || site.landing === undefined) {
    throw new RecordError('not-permitted');
  }
  const meta = labelled(site.landing, occasion, 'positive');
  return {
    ...toResponse(form, answers, {
      status: 'in-progress',
      authored: occasion.authored,
      subject: { reference: occasion.patient.reference },
      identifier: identifierOf(occasion.key, 'draft'),
      language: occasion.language,
      ...(occasion.encounter && { encounter: { reference: occasion.encounter } }),
      ...(occasion.author && { author: { reference: occasion.author.reference } }),
    }),
    meta: { ...meta, tag: [] },
  };
}
