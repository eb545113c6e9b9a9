/** The whole residue run: every journey and ending, with the time a browser takes to write things down. */
import { allJourneys } from './journeys.ts';
import { type Round, walkAndCrash, walkAndQuit } from './round.ts';
import { openWard } from './ward.ts';

const patience = { beforeEnding: 16_000, afterRestore: 16_000 };
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

function table({ journey, endings }: Round): readonly string[] {
  return endings.map(({ ending, canaries, files, megabytes, finds }) =>
    row([journey, ending, canaries, files, megabytes, finds.length]),
  );
}

const ward = await openWard();
say(row(['journey', 'ending', 'canaries', 'files', 'MB', 'found']));
say(row(['---', '---', '---', '---', '---', '---']));
let found = 0;
for (const journey of allJourneys) {
  for (const walk of [walkAndQuit, walkAndCrash]) {
    const round = await walk(ward, journey, patience);
    for (const line of table(round)) say(line);
    for (const { what, file, how } of round.endings.flatMap(({ finds }) => finds)) {
      found += 1;
      say(`FOUND ${what} in ${file} (${how})`);
    }
  }
}
await ward.close();
process.exitCode = found === 0 ? 0 : 1;
