import * as z from 'zod';
import { noShorterThan, own } from '../fhir/index.ts';
import { parse } from '../questionnaire/index.ts';
import { ContentError, type ContentProblem } from './errors.ts';

/** Marks a Questionnaire, and each item of it, that the site has texts to fill in for. */
const slotUrl = `${own}/StructureDefinition/slot`;

const extension = z.looseObject({ url: z.string(), valueString: z.string().optional() });
const option = z.looseObject({
  valueCoding: z.looseObject({ code: z.string(), display: z.string().optional() }).optional(),
});
type Extension = z.infer<typeof extension>;

type SlotItem = {
  [key: string]: unknown;
  linkId: string;
  extension?: Extension[] | undefined;
  answerOption?: z.infer<typeof option>[] | undefined;
  item?: SlotItem[] | undefined;
};
const item: z.ZodType<SlotItem> = z.lazy(() =>
  z.looseObject({
    linkId: z.string(),
    extension: z.array(extension).optional(),
    answerOption: z.array(option).optional(),
    item: z.array(item).optional(),
  }),
);

const slot = z.looseObject({
  id: z.string(),
  title: z.string(),
  copyright: z.string().default(''),
  extension: z.array(extension).optional(),
  modifierExtension: z
    .array(
      z.looseObject({
        url: z.string(),
        extension: z.array(z.looseObject({ url: z.string() })).default([]),
      }),
    )
    .default([]),
  /** None where nobody has seen how many there are: the site adds them. */
  item: z.array(item).default([]),
});
export type Slot = z.infer<typeof slot>;

/** The texts of an instrument, written by the site, with who may use them and who says so. */
export const slotTexts = z.strictObject({
  $comment: z.string().optional(),
  slot: z.string(),
  title: z.string().check(noShorterThan(1)),
  language: z.string().check(noShorterThan(2)),
  /** Who gave permission to use the texts, and where that is written down. */
  permission: z.string().check(noShorterThan(1)),
  filledBy: z.string().check(noShorterThan(1)),
  filledOn: z.iso.date(),
  items: z.record(
    z.string(),
    z.strictObject({
      text: z.string(),
      /** By the code of the option; where the slot has no options, the site's own. */
      options: z.record(z.string(), z.string()).optional(),
    }),
  ),
});
export type SlotTexts = z.infer<typeof slotTexts>;

/** A Questionnaire that is a slot; undefined when it is none. */
export function readSlot(content: unknown): Slot | undefined {
  const parsed = slot.safeParse(content);
  if (!parsed.success) return undefined;
  return parsed.data.modifierExtension.some(({ url }) => url === slotUrl) ? parsed.data : undefined;
}

function flat(items: readonly SlotItem[]): readonly SlotItem[] {
  return items.flatMap((each) => [each, ...flat(each.item ?? [])]);
}

const lacks = (each: SlotItem, what: 'text' | 'options'): boolean =>
  each.extension?.some(({ url, valueString }) => url === slotUrl && valueString === what) ?? false;

const codesOf = ({ answerOption }: SlotItem): readonly string[] =>
  (answerOption ?? []).flatMap(({ valueCoding }) => valueCoding?.code ?? []);

/** A file to fill in: every text that the slot lacks, empty. */
export function template(found: Slot, today: string): SlotTexts {
  const open = flat(found.item).filter((each) => lacks(each, 'text') || lacks(each, 'options'));
  return {
    $comment:
      'Write the instrument’s own texts, and who has given permission. Where options are empty, write code: text.',
    slot: found.id,
    title: '',
    language: 'sv',
    permission: '',
    filledBy: '',
    filledOn: today,
    items: Object.fromEntries(
      open.map((each) => [
        each.linkId,
        { text: '', options: Object.fromEntries(codesOf(each).map((code) => [code, ''])) },
      ]),
    ),
  };
}

function emptyIn(found: Slot, texts: SlotTexts): readonly ContentProblem[] {
  const known = new Set(flat(found.item).map(({ linkId }) => linkId));
  const strange = Object.keys(texts.items).filter((linkId) => known.size > 0 && !known.has(linkId));
  const none = known.size === 0 && Object.keys(texts.items).length === 0;
  const open = flat(found.item).flatMap((each): readonly string[] => {
    const given = texts.items[each.linkId];
    const text = lacks(each, 'text') && !given?.text.trim() ? ['text'] : [];
    const wanted = codesOf(each).filter((code) => !given?.options?.[code]?.trim());
    const few = lacks(each, 'options') && Object.keys(given?.options ?? {}).length < 2;
    const options = [...wanted.map((code) => `options.${code}`), ...(few ? ['options'] : [])];
    return [...text, ...(lacks(each, 'text') ? options : [])].map(
      (part) => `items.${each.linkId}.${part}`,
    );
  });
  return [
    ...(none
      ? [{ path: 'items', code: 'is not filled in: the slot has no items of its own' }]
      : []),
    ...open.map((path) => ({ path, code: 'is not filled in' })),
    ...strange.map((path) => ({ path: `items.${path}`, code: 'the slot has no such item' })),
  ];
}

/** The items of a slot that has none: each with the options that the site gives it, else open. */
function added(texts: SlotTexts): readonly SlotItem[] {
  return Object.entries(texts.items).map(([linkId, { options = {} }]) => ({
    linkId,
    type: Object.keys(options).length > 0 ? 'choice' : 'text',
  }));
}

function worded(each: SlotItem, texts: SlotTexts): SlotItem {
  const given = texts.items[each.linkId];
  const { extension: marks = [], answerOption, item: below, ...rest } = each;
  const kept = marks.filter(({ url }) => url !== slotUrl);
  const own = Object.entries(given?.options ?? {});
  const options = answerOption
    ? answerOption.map((one) => ({
        ...one,
        valueCoding: one.valueCoding && {
          ...one.valueCoding,
          display: given?.options?.[one.valueCoding.code] ?? one.valueCoding.display,
        },
      }))
    : own.map(([code, display]) => ({
        valueCoding: { system: `${slotUrl}/${texts.slot}`, code, display },
      }));
  return {
    ...rest,
    ...(kept.length > 0 && { extension: kept }),
    ...(given?.text && { text: given.text }),
    ...(options.length > 0 && { answerOption: options }),
    ...(below && { item: below.map((one) => worded(one, texts)) }),
  };
}

/**
 * The slot with the site's texts: a Questionnaire that can be put. What was known of the instrument (scoring,
 * citation, licence note) stays as an ordinary extension. Throws `ContentError` naming every text that lacks.
 */
export function fillSlot(found: Slot, texts: SlotTexts, file: string): object {
  const empty = emptyIn(found, texts);
  if (empty.length > 0) throw new ContentError(file, empty);
  const { modifierExtension, copyright, extension: others = [], ...rest } = found;
  const facts = modifierExtension.map((each) => ({
    ...each,
    extension: each.extension.map((part) =>
      part.url === 'status' ? { url: 'status', valueCode: 'filled' } : part,
    ),
  }));
  const filled = {
    ...rest,
    title: texts.title,
    language: texts.language,
    copyright: `${copyright} Texts filled in by ${texts.filledBy} on ${texts.filledOn}. Permission: ${texts.permission}`,
    extension: [...others, ...facts],
    item: (found.item.length > 0 ? found.item : added(texts)).map((each) => worded(each, texts)),
  };
  const parsed = parse(filled);
  if (parsed.ok) return filled;
  throw new ContentError(
    file,
    parsed.problems.map(({ code, path, linkId }) => ({ code, path: path ?? linkId ?? '' })),
  );
}
