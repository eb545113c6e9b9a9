import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from './run-program.ts';

const root = join(import.meta.dirname, '..', '..');

/** The command as a person gives it; what the quality team would get, to compare. */
export async function cliCsv(
  from: string,
  out: string,
  engine: readonly string[],
): Promise<string> {
  const { code, said } = await runProgram(
    process.execPath,
    [
      join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs'),
      join(root, 'src', 'cli', 'main.ts'),
      ...['coverage', '--from', from, '--routine', 'se-orebro'],
      ...['--period', '2026-01-01/2026-12-31', '--out', out, '--engine', ...engine],
    ],
    { cwd: root },
  );
  if (code !== 0) throw new Error(said.trim());
  return readFile(join(out, 'coverage.csv'), 'utf8');
}
