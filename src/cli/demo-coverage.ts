import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsePeriod, runCoverage, synthesise } from '../coverage/index.ts';
import { readPack } from './content-folder.ts';

export const demoPages = ['coverage.html', 'coverage.en.html'] as const;
export type DemoPages = Readonly<Record<(typeof demoPages)[number], string>>;

const [patients, clinics, seed] = [2500, 2, 3];

/** The page of how many were asked, of made-up people and marked as such: the same every time. */
async function madeUpPages(routines: string): Promise<DemoPages> {
  const folder = await mkdtemp(join(tmpdir(), 'tryggfraga-made-up-'));
  const [from, out] = [join(folder, 'in'), join(folder, 'out')];
  const pack = readPack(routines, 'se-orebro');
  const period = parsePeriod('2025-01-01/2026-12-31');
  try {
    await synthesise({ patients, clinics, seed, out: from, pack, period });
    await runCoverage({ from, pack, period, out, today: '2026-12-31', madeUp: true });
    const page = (name: string): Promise<string> => readFile(join(out, name), 'utf8');
    return {
      'coverage.html': await page('coverage.html'),
      'coverage.en.html': await page('coverage.en.html'),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Made when somebody first asks for it, and then kept. */
export function demoCoverage(routines: string): () => Promise<DemoPages> {
  let made: Promise<DemoPages> | undefined;
  return () => {
    made ??= madeUpPages(routines);
    return made;
  };
}
