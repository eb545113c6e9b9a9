import { readFile } from 'node:fs/promises';
import { type Change, readChanges } from '../coverage/index.ts';
import { UsageError } from './errors.ts';

/** The site's own list of what it changed and when: `[{"day": "2026-03-01", "text": "New rooms", "unit": "clinic-1"}]`. */
export async function changesOf(file: string | undefined): Promise<readonly Change[] | undefined> {
  if (file === undefined) return undefined;
  try {
    return readChanges(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--changes ${file}: a list of {day, text, unit?}\n${said}`);
  }
}
