import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { orebro, period } from '../../test/coverage/orebro.ts';
import { Outsider, type Sum } from '../../test/coverage/outsider.ts';
import { countsOf } from '../../test/coverage/outsider-reports.ts';
import { temporary } from '../../test/folder/temporary.ts';
import { openDuck } from './engine/duckdb.ts';
import { runCoverage, synthesise } from './index.ts';

const pack = orebro();
const threshold = 10;
const [from, out, bare] = [temporary(), temporary(), temporary()];

/** The outsider has the files and a list of clinics by region, and adds and subtracts all of it. */
describe('an outsider with every file of a release', () => {
  let outsider = new Outsider('', []);
  let clinics: readonly Sum[] = [];

  beforeAll(async () => {
    await synthesise({ patients: 500, clinics: 4, seed: 4, out: from, pack, period });
    const run = { from, pack, period, today: '2026-12-31', threads: 1 };
    await runCoverage({ ...run, out });
    await runCoverage({ ...run, out: bare, threshold: 1, unsafeThreshold: true });
    clinics = clinicsOf(join(from, 'Organization.ndjson'));
    outsider = new Outsider(readFileSync(join(out, 'coverage.csv'), 'utf8'), clinics);
  }, 120_000);

  test('bounds no hidden count to less than the threshold', () => {
    expect(outsider.hidden.length).toBeGreaterThan(50);
    expect(outsider.exposed(threshold)).toEqual([]);
  });

  test('would find them, if only the small ones were hidden', () => {
    const all = readFileSync(join(bare, 'coverage.csv'), 'utf8');
    const careless = all.replace(/,[1-9],false,/g, ',,true,');
    expect(new Outsider(careless, clinics).exposed(threshold).length).toBeGreaterThan(10);
  });

  test('learns nothing more from the other tables', async () => {
    const { cells } = JSON.parse(readFileSync(join(out, 'coverage.json'), 'utf8'));
    const duck = await openDuck({ directories: [out], temporary: join(out, 't'), memory: '200MB' });
    const rows = await duck.rows(`SELECT * FROM read_parquet('${join(out, 'coverage.parquet')}')`);
    duck.close();
    for (const table of [cells, rows]) {
      const told = new Map<string, number | undefined>();
      for (const { table: name, measure, place, time, group, count } of table) {
        const masked = count === null;
        told.set([name, measure, place, time, group].join('|'), masked ? undefined : Number(count));
      }
      expect(told).toEqual(outsider.told);
    }
  });

  test('finds in the MeasureReports only counts that stand in the tables', () => {
    const { entry } = JSON.parse(readFileSync(join(out, 'measure-reports.json'), 'utf8'));
    const counts = countsOf(entry, outsider.told);
    expect(counts.length).toBeGreaterThan(100);
    expect(counts.filter(({ reported, told }) => reported !== told)).toEqual([]);
  });
});

/** Which clinic belongs to which region is no secret. */
function clinicsOf(path: string): readonly Sum[] {
  const all = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  return all
    .filter(({ partOf }) => partOf === undefined)
    .map(({ id, name }) => ({
      total: name,
      parts: all
        .filter(({ partOf }) => partOf?.reference === `Organization/${id}`)
        .map((clinic) => clinic.name),
    }));
}
