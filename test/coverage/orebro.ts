import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPack, type Pack } from '../../src/routine/index.ts';

const routines = join(import.meta.dirname, '..', '..', 'routines');

function folder(id: string): Readonly<Record<string, unknown>> {
  const files = readdirSync(join(routines, id)).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    files.map((file) => [file, JSON.parse(readFileSync(join(routines, id, file), 'utf8'))]),
  );
}

/** The routine that the tests count by. */
export function orebro(): Pack {
  const ids = readdirSync(routines, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const loaded = loadPack(
    'se-orebro',
    Object.fromEntries(ids.map(({ name }) => [name, folder(name)])),
  );
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.pack;
}

export const period = { from: '2026-01-01', to: '2026-12-31' };
