import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Reference } from '../../fhir/index.ts';
import { extract, fromResponse } from '../../questionnaire/index.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../errors.ts';
import { bounded } from './bounded.ts';
import { fhirpathEvaluate, readForm } from './host.ts';
import { given, needed } from './options.ts';
import { readJsonFile } from './read-json.ts';

const reference = z.custom<Reference>((value) => z.looseObject({}).safeParse(value).success);

/** What every extracted resource repeats of the response: of whom, where, when and by whom. */
const headOfResponse = z.object({
  id: z.string().optional(),
  authored: z.string().optional(),
  subject: reference.optional(),
  encounter: reference.optional(),
  author: reference.optional(),
});

function contextOf(path: string, response: unknown, now: string) {
  const head = headOfResponse.safeParse(response);
  if (!head.success) {
    const [issue] = head.error.issues;
    throw new UsageError(`${path}: cannot be read: ${issue?.path.join('.')}`);
  }
  const { id, authored = now, subject, encounter, author } = head.data;
  return {
    authored,
    newId: () => randomUUID(),
    ...(subject && { subject }),
    ...(encounter && { encounter }),
    ...(author && { author }),
    ...(id !== undefined && { response: { reference: `QuestionnaireResponse/${id}` } }),
  };
}

export const extractCommand: Command = {
  name: 'extract',
  summary:
    'extract --questionnaire Q.json --response R.json: the resources that a response gives, as a Bundle',
  run: async ({ args, report, now }) => {
    const options = given(args, ['questionnaire', 'response', 'valuesets']);
    const form = await readForm(needed(options.questionnaire, 'questionnaire'), options.valuesets);
    const path = needed(options.response, 'response');
    const response = readJsonFile(path);
    const read = bounded(path, () => fromResponse(form, response, { now }));
    if (!read.ok) {
      const why = read.problems.map((each) => [each.code, each.path ?? each.linkId].join(' '));
      throw new UsageError(`${path}: cannot be read with this Questionnaire: ${why.join('; ')}`);
    }
    const context = contextOf(path, response, now);
    const evaluate = await fhirpathEvaluate();
    const bundle = bounded(path, () => extract(form, read.answers, { ...context, evaluate }));
    report.out(JSON.stringify(bundle, null, 2));
    return 0;
  },
};
