import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shapeWords } from '../routine/index.ts';
import type { Command, CommandContext } from './command.ts';
import { ContentError, UsageError } from './errors.ts';
import { readJson } from './routine-folder.ts';
import { fillSlot, readSlot, type Slot, slotTexts, template } from './slot-fill.ts';

const folder = 'questionnaires/slots';

function slotNames(): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length));
}

function slotOf(name: string): Slot {
  const found = slotNames().includes(name)
    ? readSlot(readJson(join(folder, `${name}.json`)))
    : undefined;
  if (found) return found;
  throw new UsageError(`There is no slot "${name}". There are: ${slotNames().join(', ')}`);
}

function list({ report }: CommandContext): number {
  for (const name of slotNames()) report.out(`${name.padEnd(20)} ${slotOf(name).title}`);
  return 0;
}

function fill(name: string, file: string, to: string, { report }: CommandContext): number {
  const found = slotOf(name);
  if (!existsSync(file))
    throw new UsageError(`There is no file ${file}. Make one: slot template ${name} > ${file}`);
  const parsed = slotTexts.safeParse(readJson(file));
  if (!parsed.success) {
    throw new ContentError(
      file,
      parsed.error.issues.map((issue) => ({
        path: issue.path.join('.'),
        code: issue.code === 'too_small' ? 'nothing is written here yet' : shapeWords(issue),
      })),
    );
  }
  if (parsed.data.slot !== name)
    throw new UsageError(`${file} is for the slot "${parsed.data.slot}"`);
  const filled = fillSlot(found, parsed.data, file);
  mkdirSync(to, { recursive: true });
  const path = join(to, `${name}.json`);
  writeFileSync(path, `${JSON.stringify(filled, null, 2)}\n`);
  report.out(
    `wrote ${path}. It belongs to the site and its permission; it does not go into the repository.`,
  );
  return 0;
}

const usage = `slot list
slot template NAME            a file to fill in
slot fill NAME FILE [FOLDER]  the questionnaire with the texts, into site/questionnaires`;

export const slotCommand: Command = {
  name: 'slot',
  summary:
    'slot list | template NAME | fill NAME FILE: the texts of a published instrument, filled in by the site',
  run: async (context) => {
    const [action, name, file, to = 'site/questionnaires'] = context.args;
    if (action === 'list') return list(context);
    if (action === 'template' && name !== undefined) {
      context.report.out(JSON.stringify(template(slotOf(name), context.today), null, 2));
      return 0;
    }
    if (action === 'fill' && name !== undefined && file !== undefined)
      return fill(name, file, to, context);
    throw new UsageError(usage);
  },
};
