import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { orebro, period } from '../../test/coverage/orebro.ts';
import { temporary } from '../../test/folder/temporary.ts';
import { openDuck } from './engine/duckdb.ts';
import type { CoverageResult } from './index.ts';
import { runCoverage, synthesise } from './index.ts';
import type { Figure } from './measure/figures.ts';
import { measure } from './measure/run.ts';
import { shownAt } from './report.ts';
import { stage } from './staging/stage.ts';
import { stageViewRows, viewDefinitions } from './staging/view-rows.ts';
import { compileView, ndjson } from './views/index.ts';

const pack = orebro();

describe('a made-up year of 1,000 people', () => {
  const [from, out, work] = [temporary(), temporary(), temporary()];
  let known: readonly Figure[] = [];
  let result: CoverageResult | undefined;

  beforeAll(async () => {
    known = await synthesise({ patients: 1000, seed: 11, out: from, pack, period });
    result = await runCoverage({ from, pack, period, out, today: '2026-12-31', temporary: work });
  }, 120_000);

  test('every number comes out as it was put in', async () => {
    const place = temporary();
    const duck = await openDuck({
      directories: [from, place],
      temporary: join(place, 't'),
      memory: '1GB',
    });
    const staged = await stage({ from, place, duck, pack, key: 'key' });
    const { figures } = await measure(staged, duck, pack, period);
    duck.close();
    expect(known.length).toBeGreaterThan(500);
    expect(figures).toEqual(known);
  });

  test('view rows made by another engine give the same numbers', async () => {
    const [rows, place] = [temporary(), temporary()];
    const duck = await openDuck({
      directories: [from, rows, place],
      temporary: join(place, 't'),
      memory: '1GB',
    });
    for (const [name, view] of Object.entries(viewDefinitions(pack))) {
      const { select, shape, resource } = compileView(view, { depth: 2 });
      const source = { rows: ndjson([join(from, `${resource}.ndjson`)], shape) };
      const to = join(rows, `${name}.parquet`);
      await duck.run(`COPY (${select(source)}) TO '${to}' (FORMAT parquet)`);
    }
    const staged = await stageViewRows({ from: rows, place, duck, pack, key: 'key' });
    const { figures } = await measure(staged, duck, pack, period);
    duck.close();
    expect(figures).toEqual(known);
  });

  test('the quality team gets pages, tables and reports, and nothing is left of the staging', () => {
    expect(readdirSync(out).sort()).toEqual([
      'coverage.csv',
      'coverage.en.html',
      'coverage.html',
      'coverage.json',
      'coverage.parquet',
      'library.json',
      'measure-reports.json',
      'measure.json',
    ]);
    expect(readdirSync(work)).toEqual([]);
  });

  test('a good export goes through the strict reader alone, at its speed', () => {
    expect(result?.refused).toEqual([]);
  });

  test('no file names a person, a visit or a member of staff', () => {
    for (const file of readdirSync(out)) {
      const text = readFileSync(join(out, file), 'latin1');
      expect(text).not.toMatch(/p0000|Påhittadp|Practitioner|-v\d|-o\d/);
    }
  });

  test('no shown count is between 1 and 9, in any file', () => {
    const shown = [...(result?.report.release.shown.values() ?? [])];
    expect(shown.filter((count) => typeof count === 'number' && count > 0 && count < 10)).toEqual(
      [],
    );
    const csv = readFileSync(join(out, 'coverage.csv'), 'utf8');
    const counts = csv
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',').at(-3));
    expect(counts.filter((count) => /^[1-9]$/.test(count ?? ''))).toEqual([]);
  });

  test('positive is never shown by clinic', () => {
    const cells = [...(result?.report.release.shown.keys() ?? [])];
    expect(
      cells.filter((cell) => /positive|declined|offered|accepted/.test(cell) && /\/u\d/.test(cell)),
    ).toEqual([]);
  });

  test('the same export counted twice gives the same bytes', async () => {
    const again = temporary();
    await runCoverage({ from, pack, period, out: again, today: '2026-12-31' });
    for (const file of readdirSync(out)) {
      expect(readFileSync(join(again, file)).equals(readFileSync(join(out, file)))).toBe(true);
    }
  });
});

describe('who decides the threshold', () => {
  test('a run below 5 is refused', async () => {
    const folder = temporary();
    const run = runCoverage({
      from: folder,
      pack,
      period,
      out: folder,
      today: '2026-12-31',
      threshold: 4,
    });
    await expect(run).rejects.toThrow('at least 5');
  });

  test('an empty folder says so, and leaves nothing behind', async () => {
    const [folder, work] = [temporary(), temporary()];
    mkdirSync(join(folder, 'out'));
    const run = runCoverage({
      from: folder,
      pack,
      period,
      out: join(folder, 'out'),
      today: '2026-12-31',
      temporary: work,
    });
    await expect(run).rejects.toMatchObject({ code: 'no-files' });
    expect(readdirSync(work)).toEqual([]);
  });

  test('a cell that nobody counted is not a zero', () => {
    expect(
      shownAt(
        { shown: new Map(), sums: [], threshold: 10, masked: { primary: 0, secondary: 0 } },
        'visits/asked/u1/all',
      ),
    ).toBeUndefined();
  });
});
