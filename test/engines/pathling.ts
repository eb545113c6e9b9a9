import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gateItems, occasionView } from '../../src/coverage/staging/gate-items.ts';
import { shaped } from '../../src/coverage/staging/shaping.ts';
import type { Staged } from '../../src/coverage/staging/stage.ts';
import { shipped, type TableName, tableNames } from '../../src/coverage/staging/table.ts';
import { literal } from '../../src/coverage/views/index.ts';
import { orebro } from '../coverage/orebro.ts';
import type { Export } from './counts.ts';
import { runProgram } from './run-program.ts';
import { sparkEnvironment } from './spark-cluster.ts';
import type { SparkInstall } from './spark-install.ts';
import { Unavailable } from './unavailable.ts';

/** The same ViewDefinitions run by Pathling, then shaped as our own views' rows are. */
export async function pathlingTables(
  install: SparkInstall,
  { from, folder, duck }: Export,
): Promise<Pick<Staged, 'tables'>> {
  const [views, rows] = [join(folder, 'views'), join(folder, 'pathling')];
  const items = gateItems(orebro());
  await mkdir(views);
  for (const name of tableNames) {
    const view = name === 'occasion' ? occasionView(items) : shipped[name];
    await writeFile(join(views, `${name}.json`), JSON.stringify(view));
  }
  const script = join(import.meta.dirname, 'pathling_views.py');
  const { code, said } = await runProgram(install.python, [script, from, views, rows], {
    env: sparkEnvironment(install),
  });
  if (/unresolved dependenc|not found.*pathling/i.test(said)) {
    throw new Unavailable('Maven Central gives no au.csiro.pathling:library-runtime');
  }
  if (code !== 0) throw new Error(said.trim().slice(-600));
  const tables = {} as Record<TableName, string>;
  for (const name of tableNames) {
    const view = `SELECT * FROM read_parquet(${literal(join(rows, name, '*.parquet'))})`;
    const path = join(folder, `pathling-${name}.parquet`);
    const sql = shaped(name, { select: () => view }, '', { key: 'k'.repeat(32), items });
    await duck.run(`COPY (${sql}) TO ${literal(path)} (FORMAT parquet)`);
    tables[name] = path;
  }
  return { tables };
}
