import { type Coding, sameCoding, system } from '../fhir/index.ts';
import { type Answers, type Form, type Value, valuesOf } from '../questionnaire/index.ts';
import type { AnswerKind } from '../routine/index.ts';

const kinds: readonly { readonly kind: AnswerKind; readonly coding: Coding }[] = [
  { kind: 'yes', coding: { system: system.yesNo, code: 'Y' } },
  { kind: 'no', coding: { system: system.yesNo, code: 'N' } },
  { kind: 'unknown', coding: { system: system.absent, code: 'asked-unknown' } },
  { kind: 'unknown', coding: { system: system.absent, code: 'unknown' } },
  { kind: 'declined', coding: { system: system.absent, code: 'asked-declined' } },
];

export function kindOf(value: Value): AnswerKind {
  if (value.type === 'boolean') return value.value ? 'yes' : 'no';
  if (value.type !== 'coding') return 'other';
  return kinds.find(({ coding }) => sameCoding(coding, value.value))?.kind ?? 'other';
}

/** A routine may put several questionnaires: a question that this one does not have is not answered. */
export function valuesIn(form: Form, answers: Answers, linkId: string): readonly Value[] {
  return form.byLinkId.has(linkId) ? valuesOf(form, answers, linkId) : [];
}

/**
 * How a question came out. Unanswered, or not enabled: `missing`. Where several answers stand, a yes wins,
 * then anything unclear; only no and nothing else is no.
 */
export function answerKind(form: Form, answers: Answers, linkId: string): AnswerKind {
  const found = valuesIn(form, answers, linkId).map(kindOf);
  const first = (['yes', 'unknown', 'declined', 'other', 'no'] as const).find((kind) =>
    found.includes(kind),
  );
  return first ?? 'missing';
}

/** Codes of the options chosen, whatever their system: what a rule's `code` speaks of. */
export function codesOf(form: Form, answers: Answers, linkId: string): readonly string[] {
  return valuesIn(form, answers, linkId).flatMap((value) =>
    value.type === 'coding' && value.value.code !== undefined ? [value.value.code] : [],
  );
}
