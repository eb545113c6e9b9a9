import type { Answers, Form } from '../questionnaire/index.ts';
import { answer, valuesOf } from '../questionnaire/index.ts';
import type { Pack, Service } from '../routine/index.ts';
import type { Occasion } from './occasion.ts';

type Said = {
  readonly pack: Pack;
  readonly form: Form;
  readonly answers: Answers;
};

/** The first answer to a question as text: an option's code, a date or a name. */
export function saidTo({ form, answers }: Omit<Said, 'pack'>, linkId: string): string | undefined {
  if (!form.byLinkId.has(linkId)) return undefined;
  const [value] = valuesOf(form, answers, linkId);
  switch (value?.type) {
    case undefined:
    case 'quantity':
    case 'reference':
    case 'attachment':
      return undefined;
    case 'coding':
      return value.value.code;
    case 'boolean':
    case 'integer':
    case 'decimal':
      return String(value.value);
    case 'string':
    case 'text':
    case 'url':
    case 'date':
    case 'dateTime':
    case 'time':
      return value.value;
  }
}

/** The service that the patient chose. */
export function chosenService(said: Said): Service | undefined {
  const id = saidTo(said, said.pack.agreement.service);
  return id === undefined ? undefined : said.pack.services.find((service) => service.id === id);
}

/**
 * The answers as they may be stored. With a protected identity a service for certain municipalities tells
 * where the patient lives, so the choice of it is left out everywhere: the patient is helped by phone.
 */
export function storable(said: Said & { readonly occasion: Occasion }): Answers {
  const { pack, form, answers, occasion } = said;
  const local = chosenService(said)?.municipalities !== undefined;
  return occasion.protectedIdentity && local
    ? answer(form, answers, { type: 'clear', linkId: pack.agreement.service })
    : answers;
}
