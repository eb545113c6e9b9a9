import { fill, picture } from '../../questionnaire/index.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../errors.ts';
import { bounded } from './bounded.ts';
import { readForm } from './host.ts';
import { given, needed } from './options.ts';
import { readJsonFile } from './read-json.ts';

/**
 * Answers are a list, made in order: `[{"set": "linkId", "value": …}, {"add": …}, {"remove": …}, {"clear": …}]`; `index`
 * says which answer of a repeating item, `at` which instances of the repeating groups above it.
 */
export const fillCommand: Command = {
  name: 'fill',
  summary:
    'fill --questionnaire Q.json --answers A.json [--patient P.json] [--lang ar] [--at TIME]: what a form shows and gives',
  run: async ({ args, report, now }) => {
    const options = given(args, ['questionnaire', 'answers', 'patient', 'lang', 'at', 'valuesets']);
    const form = await readForm(needed(options.questionnaire, 'questionnaire'), options.valuesets);
    const path = needed(options.answers, 'answers');
    const edits = readJsonFile(path);
    if (!Array.isArray(edits)) throw new UsageError(`${path}: not a list of edits`);
    const at = options.at ?? now;
    if (Number.isNaN(Date.parse(at))) throw new UsageError(`--at ${at}: not a time`);
    // The launch context that a form is populated from.
    const variables =
      options.patient === undefined ? {} : { patient: readJsonFile(options.patient) };
    const filled = bounded(path, () => fill(form, edits, { now: at, variables }));
    if (!filled.ok) {
      const { code, edit, linkId } = filled.fault;
      throw new UsageError(
        `${path}: edit ${edit + 1}: ${[code, linkId].filter(Boolean).join(' ')}`,
      );
    }
    const { lang } = options;
    const seen = bounded(path, () =>
      picture(form, filled.answers, { at, ...(lang !== undefined && { language: lang }) }),
    );
    const problems = seen.problems.map(({ code, linkId, path: place }) => ({
      code,
      linkId,
      path: place,
    }));
    report.out(JSON.stringify({ ...seen, problems }, null, 2));
    return 0;
  },
};
