import { type Form, type FormItem, isQuestion } from '../questionnaire/index.ts';

/** Where in a QuestionnaireResponse the answers to a question stand. */
export type AnswerPlace = {
  readonly item: FormItem;
  /** FHIRPath from the response to the items of that level: `item.where(linkId = 'questions').item`. */
  readonly level: string;
  /** The question, or something that it stands in, may be there several times. */
  readonly several: boolean;
};

/** A FHIRPath string. */
export const quoted = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function lineage(
  items: readonly FormItem[],
  linkId: string,
  above: readonly FormItem[] = [],
): readonly FormItem[] | undefined {
  for (const item of items) {
    const line = [...above, item];
    const found = item.linkId === linkId ? line : lineage(item.items, linkId, line);
    if (found) return found;
  }
  return undefined;
}

/** Undefined when the form does not have the question: then it is never answered. */
export function answerPlace(form: Form, linkId: string): AnswerPlace | undefined {
  const line = lineage(form.items, linkId);
  const item = line?.at(-1);
  if (line === undefined || item === undefined) return undefined;
  const level = line
    .slice(0, -1)
    .reduce(
      (path, above) =>
        `${path}.where(linkId = ${quoted(above.linkId)})${isQuestion(above) ? '.answer' : ''}.item`,
      'item',
    );
  return { item, level, several: line.some(({ repeats }) => repeats) };
}
