import type { CodeableConcept, Coding, Observation } from '../fhir/index.ts';
import { codeIn, system } from '../fhir/index.ts';
import type { FormItem, Value } from '../questionnaire/index.ts';
import { isEnabled, observedValue, valuesOf } from '../questionnaire/index.ts';
import type { ResultCode } from '../routine/index.ts';
import { RecordError } from './error.ts';
import { addressOf, identifierOf, type Kind } from './identity.ts';
import type { Writable } from './source.ts';

export type Observed = { readonly kind: Kind; readonly resource: Observation };

const concept = (system: string, code: string): CodeableConcept => ({ coding: [{ system, code }] });

function observation(from: Writable, kind: Kind, code: CodeableConcept): Observation {
  const { occasion, meta } = from;
  return {
    resourceType: 'Observation',
    meta,
    identifier: [identifierOf(occasion.key, kind)],
    status: 'final',
    category: [concept(system.observationCategory, 'survey')],
    code,
    subject: { reference: occasion.patient.reference },
    ...(occasion.encounter && { encounter: { reference: occasion.encounter } }),
    effectiveDateTime: occasion.authored,
    ...(occasion.author && { performer: [{ reference: occasion.author.reference }] }),
    derivedFrom: [{ reference: addressOf(occasion.key, 'response') }],
  };
}

type Outcome = Pick<Observation, 'valueCodeableConcept' | 'dataAbsentReason'>;

/** A result that is not one carries FHIR's reason first and our own result code beside it. */
function panelOutcome(result: ResultCode): Outcome {
  const own = { system: system.result, code: result };
  switch (result) {
    case 'positive':
    case 'negative':
      return { valueCodeableConcept: { coding: [own] } };
    case 'declined':
      return {
        dataAbsentReason: { coding: [{ system: system.absent, code: 'asked-declined' }, own] },
      };
    case 'not-asked':
      return { dataAbsentReason: { coding: [{ system: system.absent, code: 'not-asked' }, own] } };
  }
}

/** The words that stood on the screen, and their translations, stay in the response. */
function meaning({ system, code, display }: Coding): Coding {
  if (code === undefined) return { ...(display && { display }) };
  return { ...(system && { system }), code };
}

function answered(value: Value): Partial<Observation> | undefined {
  if (value.type !== 'coding') return observedValue(value);
  const answer = { coding: [meaning(value.value)] };
  return value.value.system === system.absent
    ? { dataAbsentReason: answer }
    : { valueCodeableConcept: answer };
}

function questionOf(from: Writable, item: FormItem): readonly Observed[] {
  const code = { coding: [...item.code] };
  const values = valuesOf(from.form, from.answers, item.linkId);
  if (values.length === 0) {
    const kind: Kind = `question.${item.linkId}`;
    const absent = { dataAbsentReason: concept(system.absent, 'not-asked') };
    return [{ kind, resource: { ...observation(from, kind, code), ...absent } }];
  }
  return values.flatMap((value, index) => {
    const kind: Kind = `question.${item.linkId}${index === 0 ? '' : `.${index + 1}`}`;
    const observed = answered(value);
    return observed ? [{ kind, resource: { ...observation(from, kind, code), ...observed } }] : [];
  });
}

/**
 * The occasion's result first, then one Observation for each enabled question that the questionnaire marks for
 * extraction and gives a code. When nobody asked there is only the result: the reason stays in the response.
 */
export function observationsOf(from: Writable): readonly Observed[] {
  const { form, answers, occasion, outcome } = from;
  if (form.code.length === 0) throw new RecordError('questionnaire-without-code');
  const questions =
    outcome.result === 'not-asked'
      ? []
      : form.all
          .filter((item) => item.observationExtract && item.code.length > 0)
          .filter((item) => isEnabled(form, answers, item.linkId))
          .flatMap((item) => questionOf(from, item));
  const hasMember = questions.map(({ kind }) => ({ reference: addressOf(occasion.key, kind) }));
  const panel: Observation = {
    ...observation(from, 'panel', { coding: [...form.code] }),
    ...panelOutcome(outcome.result),
    ...(hasMember.length > 0 && { hasMember }),
  };
  return [{ kind: 'panel', resource: panel }, ...questions];
}

/** The result that a stored panel Observation carries; undefined for every other Observation. */
export function resultIn(resource: Observation): string | undefined {
  return (
    codeIn(resource.valueCodeableConcept, system.result) ??
    codeIn(resource.dataAbsentReason, system.result)
  );
}
