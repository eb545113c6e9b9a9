import { valueSaid, wordsOfCase } from '../../guidance/index.ts';
import { optionsOf, sameValue, type Value } from '../../questionnaire/index.ts';
import { type Asking, language, type Opened } from '../state.ts';
import { t } from '../text.ts';
import type { Exercise } from './exercise.ts';

/** An answer of the patient's, and what it is called in the language. */
export type Told = { readonly linkId: string; readonly value: Value; readonly label: string };

/** The answer as the screen words it. */
export function labelOf({ form }: Asking, linkId: string, value: Value): string {
  if (value.type === 'boolean') return t(value.value ? 'kinds.yes' : 'kinds.no');
  const options = optionsOf(form, linkId, language.value);
  return options.find((each) => sameValue(each.value, value))?.text ?? String(value.value);
}

function toldAs(asking: Asking, linkId: string, word: string): readonly Told[] {
  const value = valueSaid(asking.form, linkId, word);
  return value === undefined ? [] : [{ linkId, value, label: labelOf(asking, linkId, value) }];
}

export type Answers = {
  /** Answers to the questions of the result and those after them. */
  readonly asked: readonly Told[];
  /** Answers to what the steps ask. */
  readonly further: readonly Told[];
  /** What is so about the gate; its reason among them. */
  readonly gate: readonly Told[];
};

/** Everything that the patient of an exercise answers. */
export function toldIn(
  { pack, audience }: Pick<Opened, 'pack' | 'audience'>,
  asking: Asking,
  { given }: Exercise,
): Answers {
  const { result, after } = pack.questions;
  const questions = new Set([...result, ...after]);
  const gate = new Set([
    ...pack.gate.conditions.map(({ item }) => item),
    ...Object.values(pack.gate.items),
  ]);
  const all = Object.entries(wordsOfCase(pack, audience.id, given)).flatMap(([linkId, word]) =>
    toldAs(asking, linkId, word),
  );
  return {
    asked: all.filter(({ linkId }) => questions.has(linkId)),
    gate: all.filter(({ linkId }) => gate.has(linkId)),
    further: all.filter(({ linkId }) => !questions.has(linkId) && !gate.has(linkId)),
  };
}
