import { mkdirSync, mkdtempSync, rmSync, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportedTypes } from '../../src/coverage/export/bulk-options.ts';
import { synthesise } from '../../src/coverage/synth/synthesise.ts';
import { orebro, period } from '../coverage/orebro.ts';

/** A made-up export on disk, and an empty folder to work in. */
export type BenchExport = { readonly from: string; readonly place: string; readonly bytes: number };

/** Of the export, of what is staged of it twice, and some to spare. */
const bytesAPerson = 16_000;

/** Makes an export, lends it, and deletes it however the bench ends: it may be many gigabytes. */
export async function withExport<T>(
  patients: number,
  say: (text: string) => void,
  use: (made: BenchExport) => Promise<T>,
): Promise<T> {
  const { bavail, bsize } = statfsSync(tmpdir());
  if (bavail * bsize < patients * bytesAPerson) {
    const needed = Math.ceil((patients * bytesAPerson) / 1e9);
    throw new Error(`${needed} GB of disk are needed in ${tmpdir()}; TMPDIR names another place`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'coverage-bench-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const interrupted = (): void => {
    remove();
    process.exit(130);
  };
  for (const signal of signals) process.once(signal, interrupted);
  try {
    const [from, place] = [join(folder, 'in'), join(folder, 'place')];
    mkdirSync(place);
    const at = performance.now();
    await synthesise({ patients, seed: 1, out: from, pack: orebro(), period });
    const sizeOf = (type: string): number => statSync(join(from, `${type}.ndjson`)).size;
    const bytes = exportedTypes.reduce((sum, type) => sum + sizeOf(type), 0);
    const seconds = Math.round((performance.now() - at) / 1000);
    say(`${patients} people, ${Math.round(bytes / 1e6)} MB of NDJSON, made up in ${seconds} s`);
    return await use({ from, place, bytes });
  } finally {
    for (const signal of signals) process.off(signal, interrupted);
    remove();
  }
}

const signals = ['SIGINT', 'SIGTERM'] as const;
