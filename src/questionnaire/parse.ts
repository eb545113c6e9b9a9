import type { Form, FormItem, Rule } from './form.ts';
import { arrange } from './graph.ts';
import { field, isObject, type Json, stringField } from './json.ts';
import { questionnaireElements } from './known.ts';
import { codingsOf, type ItemReading, readItems } from './parse-item.ts';
import type { Problem } from './problem.ts';
import { readText, report, reportUnknownElements, reportUnknownExtensions } from './reading.ts';

export type Parsed =
  | { readonly ok: true; readonly form: Form; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const root = 'Questionnaire';

function rulesOf(reading: ItemReading, items: readonly FormItem[]): readonly Rule[] {
  return items.flatMap((item) => {
    if (item.enable === undefined) return [];
    const reads = item.enable.conditions.flatMap(({ question }) => {
      const read = reading.byLinkId.get(question);
      if (read === undefined) report(reading, 'error', 'unknown-link-id', root, item.linkId);
      return read === undefined ? [] : [read.index];
    });
    return [{ kind: 'enabled' as const, item, reads: [...new Set(reads)] }];
  });
}

function readHead(raw: Json) {
  const url = stringField(raw, 'url');
  const version = stringField(raw, 'version');
  const title = readText(raw, 'title');
  return {
    language: stringField(raw, 'language') ?? 'und',
    code: codingsOf(raw, 'code'),
    ...(url === undefined ? {} : { url }),
    ...(version === undefined ? {} : { version }),
    ...(title === undefined ? {} : { title }),
  };
}

/**
 * Reads a FHIR R4 Questionnaire from any value; never throws. Every construct is either supported or listed
 * as a problem with its path. An error (a condition or modifier that cannot be evaluated) refuses the form.
 */
export function parse(questionnaire: unknown): Parsed {
  if (!isObject(questionnaire) || field(questionnaire, 'resourceType') !== root) {
    return { ok: false, problems: [{ code: 'not-a-questionnaire', severity: 'error', path: '' }] };
  }
  const reading: ItemReading = { problems: [], all: [], byLinkId: new Map(), count: 0 };
  reportUnknownElements(reading, questionnaire, questionnaireElements, root);
  reportUnknownExtensions(reading, questionnaire, new Set(), root);
  const items = readItems(reading, questionnaire, [], root);
  const { all, byLinkId, problems } = reading;
  if (problems.some((each) => each.severity === 'error')) return { ok: false, problems };
  const arranged = arrange(reading, all, rulesOf(reading, all));
  if (problems.some((each) => each.severity === 'error')) return { ok: false, problems };
  const form = { ...readHead(questionnaire), items, all, byLinkId, ...arranged };
  return { ok: true, form, problems };
}
