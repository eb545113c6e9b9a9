import { readFileSync } from 'node:fs';
import type { Bundle } from './bundle.ts';
import { type Folder, judging } from './folders.ts';
import { acquaint, verdictOn } from './judge.ts';
import { loader } from './load.ts';

/** Reads the bundle that it is told of, gets to know its tests, and then judges one mutant after another. */
const { bundle, folder } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as {
  bundle: Bundle;
  folder: Folder;
};
const known = await acquaint(
  loader(bundle.code, bundle.mutants.length),
  process.argv[3] === 'true',
);
const judges = judging(folder);

// What fails where nobody waits for it is seen by no test, so it is not counted as seen.
process.on('unhandledRejection', () => undefined);

process.on('message', (id: number) => {
  const mutant = bundle.mutants[id];
  if (mutant === undefined) throw new Error(`no mutant ${id}`);
  verdictOn(known, mutant, judges).then(
    (verdict) => process.send?.(verdict),
    (error) => {
      throw error;
    },
  );
});
process.send?.('ready');
