import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Staged } from '../../src/coverage/staging/stage.ts';
import { stageViewRows, viewDefinitions } from '../../src/coverage/staging/view-rows.ts';
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
): Promise<Staged> {
  const [views, rows] = [join(folder, 'views'), join(folder, 'pathling')];
  const place = join(folder, 'pathling-staged');
  await mkdir(views);
  await mkdir(place);
  for (const [name, view] of Object.entries(viewDefinitions(orebro()))) {
    await writeFile(join(views, `${name}.json`), JSON.stringify(view));
  }
  const script = join(import.meta.dirname, 'pathling_views.py');
  const { code, said } = await runProgram(install.python, [script, from, views, rows], {
    env: sparkEnvironment(install),
  });
  if (/unresolved dependenc/i.test(said)) {
    throw new Unavailable('Maven Central gives no au.csiro.pathling:library-runtime');
  }
  if (code !== 0) throw new Error(said.trim().slice(-600));
  return stageViewRows({ from: rows, place, duck, pack: orebro(), key: 'k'.repeat(32) });
}
