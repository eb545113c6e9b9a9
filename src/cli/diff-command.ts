import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Form, parse, textOf } from '../questionnaire/index.ts';
import { changesBetween, loadPack, type Pack } from '../routine/index.ts';
import { readRoutine } from './checked-routine.ts';
import type { Command } from './command.ts';
import { changeWords } from './diff/change-words.ts';
import { diffWords, isDiffLanguage } from './diff/words.ts';
import { ContentError, UsageError } from './errors.ts';
import { readPackage } from './package/read-package.ts';
import { problemsInWords } from './routine-problems.ts';

const usage = 'diff BEFORE AFTER [--language sv|en], each a folder (routines/ID) or a package.tgz';

type Version = { readonly pack: Pack; readonly forms: readonly Form[] };

function inPackage(path: string): Version {
  const { id, files, questionnaires } = readPackage(path);
  const parts = Object.fromEntries(
    Object.entries(files).filter(([file]) => !file.startsWith('cases/')),
  );
  const loaded = loadPack(id, { [id]: parts });
  if (!loaded.ok) {
    const read = { id, folders: { [id]: parts }, chain: [id] };
    throw new ContentError(path, problemsInWords(loaded.problems, read));
  }
  const forms = [...questionnaires.values()].map((content) => parse(content));
  return { pack: loaded.pack, forms: forms.flatMap((each) => (each.ok ? [each.form] : [])) };
}

function versionAt(path: string): Version {
  if (existsSync(path) && !statSync(path).isDirectory()) return inPackage(path);
  const { pack, forms } = readRoutine(path);
  return { pack, forms: [...forms.values()] };
}

/** A question as the routine's own questionnaires word it, in that language where one of them does. */
function questionIn(versions: readonly Version[], language: string): (linkId: string) => string {
  const forms = versions.flatMap(({ pack, forms: all }) => {
    const put = pack.audiences.map(({ questionnaire }) => questionnaire);
    return all.filter(({ url }) => url !== undefined && put.includes(url));
  });
  return (linkId) => {
    const texts = forms
      .filter(({ byLinkId }) => byLinkId.has(linkId))
      .map((form) => textOf(form, linkId, language));
    return (texts.find((each) => each.language.startsWith(language)) ?? texts[0])?.text ?? linkId;
  };
}

function argumentsOf(args: readonly string[]) {
  const options = { language: { type: 'string', default: 'sv' } } as const;
  try {
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [before, after] = positionals;
    if (positionals.length === 2 && before && after && isDiffLanguage(values.language)) {
      return { before, after, language: values.language };
    }
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : ''}\n${usage}`);
  }
  throw new UsageError(usage);
}

export const diffCommand: Command = {
  name: 'diff',
  summary: `${usage}: what differs, in words`,
  run: async ({ args, report }) => {
    const { before, after, language } = argumentsOf(args);
    const [old, now] = [versionAt(before), versionAt(after)];
    const question = questionIn([now, old], language);
    const changes = changesBetween(old.pack, now.pack).filter(({ path }) => path !== 'id');
    const between = { before: old.pack, after: now.pack, language, question };
    const lines = changes.flatMap((change) => changeWords(change, between));
    for (const line of lines) report.out(line);
    if (lines.length === 0) report.out(diffWords[language].none);
    return 0;
  },
};
