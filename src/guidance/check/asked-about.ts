import { system } from '../../fhir/index.ts';
import type { Condition } from '../../routine/index.ts';
import type { Compiled } from './compile.ts';
import { type Diagram, some } from './diagram.ts';
import { kinds } from './model.ts';

/**
 * What a question is about, whatever a pack calls it: its code in our own system of questions. A pack of
 * another country that asks the same thing carries the same code.
 */
export const topics = [
  'body.neck',
  'danger.neck',
  'danger.weapon',
  'danger.kill',
  'danger.fear',
  'danger.pregnant',
  'children.exist',
  'children.affected',
] as const;
/** Beside those, what a positive always ends in: the body, and whether everybody is safe today. */
export const bodyTopics = ['body.neck', 'body.injury', 'body.suicide'] as const;
export const safetyTopics = ['safety.leave', 'danger.now'] as const;

export type Topic = (typeof topics | typeof bodyTopics | typeof safetyTopics)[number];

/** linkIds of the questions about those topics; empty when the form does not ask. */
export function askedAbout({ form }: Compiled, wanted: readonly Topic[]): readonly string[] {
  return form.all
    .filter(({ code }) =>
      code.some(
        (each) => each.system === system.question && wanted.some((topic) => topic === each.code),
      ),
    )
    .map(({ linkId }) => linkId);
}

/** Where any of those questions was answered yes. */
export function yesTo({ model }: Compiled, linkIds: readonly string[]): Diagram {
  return some(
    model.store,
    linkIds.map((linkId) => kinds(model, linkId, ['yes'])),
  );
}

/** The questions that a condition speaks of. */
export function questionsIn(when: Condition): readonly string[] {
  if ('all' in when) return when.all.flatMap(questionsIn);
  if ('any' in when) return when.any.flatMap(questionsIn);
  if ('of' in when) return when.of.flatMap(questionsIn);
  return 'question' in when ? [when.question] : [];
}

/** Whether a condition depends on what came out. */
export function speaksOfResult(when: Condition): boolean {
  if ('all' in when) return when.all.some(speaksOfResult);
  if ('any' in when) return when.any.some(speaksOfResult);
  if ('of' in when) return when.of.some(speaksOfResult);
  return 'result' in when;
}
