import { isObject, type Json, listField, stringField } from '../json.ts';
import { present } from '../present.ts';
import type { AnswerProblemCode, Problem } from '../problem.ts';
import type { Around } from './response-invariants.ts';

export const root = 'QuestionnaireResponse';

export type Inspector = Around & { readonly response: Json; readonly problems: Problem[] };

/** Of the innermost item that a path goes through: what the author of a form knows it by. */
function linkIdAt(response: Json, path: string): string | undefined {
  const [way = ''] = /^QuestionnaireResponse(\.(item|answer)\[\d+\])*/.exec(path) ?? [];
  let here: unknown = response;
  let linkId: string | undefined;
  for (const [, name = '', index] of way.matchAll(/\.(item|answer)\[(\d+)\]/g)) {
    here = isObject(here) ? listField(here, name)[Number(index)] : undefined;
    if (isObject(here)) linkId = stringField(here, 'linkId') ?? linkId;
  }
  return linkId;
}

export function fault(
  inspector: Inspector,
  path: string,
  code: AnswerProblemCode = 'bad-structure',
  detail?: string,
): void {
  const { response, problems } = inspector;
  const linkId = linkIdAt(response, path);
  problems.push({ code, severity: 'error', path, ...present({ linkId, detail }) });
}
