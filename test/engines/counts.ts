import { readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Duck, openDuck } from '../../src/coverage/engine/duckdb.ts';
import type { Engine, Row } from '../../src/coverage/engine/engine.ts';
import { type Figure, figureKey } from '../../src/coverage/measure/figures.ts';
import { qualityQueries } from '../../src/coverage/measure/quality.ts';
import { measure } from '../../src/coverage/measure/run.ts';
import { type Staged, stage } from '../../src/coverage/staging/stage.ts';
import { synthesise } from '../../src/coverage/synth/synthesise.ts';
import { orebro, period } from '../coverage/orebro.ts';

const pack = orebro();

/** A made-up export, staged once for all engines. */
export type Export = {
  readonly folder: string;
  readonly from: string;
  readonly duck: Duck;
  readonly staged: Pick<Staged, 'tables'>;
  /** What staging read, and how fast. */
  readonly said: string;
  /** The figures that must come out, in canonical order. */
  readonly truth: string;
  readonly remove: () => Promise<void>;
};

export async function madeUpExport(people: number): Promise<Export> {
  const folder = await mkdtemp(join(tmpdir(), 'engines-'));
  const from = join(folder, 'in');
  const figures = await synthesise({ patients: people, seed: 7, out: from, pack, period });
  const duck = await openDuck({
    directories: [folder],
    temporary: join(folder, 'spill'),
    memory: '2GB',
  });
  const at = performance.now();
  const staged = await stage({ from, place: folder, duck, pack, key: 'k'.repeat(32) });
  const seconds = (performance.now() - at) / 1000;
  const said = `${Math.round(bytesIn(from) / 1e6)} MB staged in ${seconds.toFixed(1)} s`;
  const remove = async (): Promise<void> => {
    duck.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { folder, from, duck, staged, said, truth: canonical(figures), remove };
}

/** One line a figure, sorted. */
const canonical = (figures: readonly Figure[]): string =>
  figures
    .map((figure) => `${figureKey(figure)}|${figure.n}`)
    .sort()
    .join('\n');

/** The one row of a quality question; a count is a number to one client and a text to another. */
const plain = (rows: readonly Row[]): string =>
  rows.map((row) => Object.values(row).map(String).join('|')).join(',');

function bytesIn(folder: string): number {
  const names = readdirSync(folder).filter((name) => name.endsWith('.ndjson'));
  return names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

export type Counted = {
  readonly engine: string;
  readonly figures: number;
  readonly seconds: number;
  /** What came out, in canonical order, as one text to compare: the figures, and the quality counts. */
  readonly result: string;
  readonly quality: string;
};

/** The measure on one engine, over tables that were staged before. */
export async function counted(
  engine: Engine,
  { duck, staged }: Pick<Export, 'duck' | 'staged'>,
): Promise<Counted> {
  const at = performance.now();
  const measured = await measure(staged, duck, pack, period, { engine, also: qualityQueries });
  return {
    engine: measured.engine,
    figures: measured.figures.length,
    seconds: (performance.now() - at) / 1000,
    result: canonical(measured.figures),
    quality: measured.also.map(plain).join('\n'),
  };
}
