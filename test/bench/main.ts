import { benchApp } from './app.ts';
import { benchCds } from './cds.ts';
import { tableOf } from './cds-figures.ts';
import { benchCoverage, benchLinear } from './coverage.ts';
import { benchKilled } from './coverage-killed.ts';
import { benchEngine } from './engine.ts';
import { benchRoutine } from './routine.ts';
import { benchSize } from './size.ts';

const write = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const benches: Readonly<Record<string, () => Promise<void>>> = {
  size: async () => benchSize(),
  engine: async () => benchEngine(),
  app: benchApp,
  routine: async () => benchRoutine(write),
  cds: async () => write(tableOf(await benchCds())),
  coverage: () => benchCoverage(20_000, write),
  'coverage-200k': () => benchCoverage(200_000, write),
  'coverage-1m': () => benchLinear(1_000_000, write),
  'coverage-killed': () => benchKilled(write),
};

/** `npm run bench`: sizes, the engine and the app. `npm run bench -- cds coverage`: what is named. */
const wanted = process.argv.slice(2);
for (const name of wanted.length > 0 ? wanted : ['size', 'engine', 'app']) {
  const bench = benches[name];
  if (bench === undefined) {
    write(`There is no bench "${name}": ${Object.keys(benches).join(', ')}`);
    process.exitCode = 2;
  } else await bench();
}
