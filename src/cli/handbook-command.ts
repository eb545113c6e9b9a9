import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  HandbookError,
  handbook,
  handbookLanguages,
  isHandbookLanguage,
} from '../handbook/index.ts';
import type { Command } from './command.ts';
import { readPack } from './content-folder.ts';
import { ContentError, UsageError } from './errors.ts';
import { readForms } from './routine-folder.ts';

const usage = `handbook routines/ID --lang ${handbookLanguages.join('|')} --out FILE [--audience ID]`;

const options = {
  lang: { type: 'string' },
  out: { type: 'string' },
  audience: { type: 'string' },
} as const;

function given(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');

/** An audience that the routine does not have is said with those that it has. */
function inWords(error: unknown, folder: string, audiences: readonly string[]): unknown {
  if (!(error instanceof HandbookError)) return error;
  const code =
    error.code === 'no-audience'
      ? `${error.message}. The routine has: ${audiences.join(', ')}`
      : error.message;
  return new ContentError(folder, [{ code, path: 'audiences' }], error);
}

export const handbookCommand: Command = {
  name: 'handbook',
  summary: 'handbook routines/ID --lang sv --out FILE.html: the routine to print, in one file',
  run: async ({ args, today, report }) => {
    const { values, positionals } = given(args);
    const [folder] = positionals;
    const { lang = 'sv', out, audience } = values;
    if (folder === undefined || out === undefined) throw new UsageError(usage);
    if (!isHandbookLanguage(lang))
      throw new UsageError(`--lang ${lang}: not a language of it\n${usage}`);
    const path = resolve(folder);
    const pack = readPack(dirname(path), basename(path));
    const forms = readForms(join(dirname(dirname(path)), 'questionnaires'));
    try {
      const page = handbook({
        pack,
        formOf: (canonical) => forms.get(canonical),
        language: lang,
        today,
        sha256,
        ...(audience !== undefined && { audience }),
      });
      await writeFile(out, page);
    } catch (error) {
      throw inWords(
        error,
        folder,
        pack.audiences.map(({ id }) => id),
      );
    }
    report.out(out);
    return 0;
  },
};
