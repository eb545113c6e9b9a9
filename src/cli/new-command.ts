import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pack } from '../routine/index.ts';
import type { Command } from './command.ts';
import { readPack } from './content-folder.ts';
import { UsageError } from './errors.ts';
import { oneArgument } from './options.ts';
import { routineId } from './routine-id.ts';

const usage = 'new ID --from ROUTINE';

/** The first file of an overlay: it says nothing but what it lies over, and its own name. */
function manifestOf(id: string, base: Pack): object {
  const title = Object.entries(base.title).map(([language, text]) => [language, `${text} (${id})`]);
  return {
    $schema: '../../docs/schema/routine.schema.json',
    licence: base.licence,
    extends: base.id,
    id,
    title: Object.fromEntries(title),
    owner: id,
    version: '0.1.0',
  };
}

export const newCommand: Command = {
  name: 'new',
  summary: `${usage}: begins a routine of your own over another`,
  run: async ({ args, report }) => {
    const { argument, values } = oneArgument(args, { from: { type: 'string' } }, usage);
    const id = routineId(argument, usage);
    const from = routineId(values['from'], usage);
    const folder = join('routines', id);
    if (existsSync(folder)) throw new UsageError(`${folder} is there already; choose another name`);
    if (!existsSync(join('routines', from))) {
      throw new UsageError(`There is no routine "${from}" in routines/ to begin from`);
    }
    const staging = `.new-${id}`;
    try {
      mkdirSync(staging);
      const text = `${JSON.stringify(manifestOf(id, readPack('routines', from)), null, 2)}\n`;
      writeFileSync(join(staging, 'manifest.json'), text);
      renameSync(staging, folder);
    } finally {
      rmSync(staging, { recursive: true, force: true });
    }
    report.out(`made ${folder}/manifest.json: write title and owner there, then only what differs`);
    report.out(`npm run -s cli -- check ${folder}`);
    return 0;
  },
};
