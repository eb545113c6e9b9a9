import { parseArgs } from 'node:util';
import { type Caught, foundAlone, hunt, plantedBugs } from '../planted.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const invariants = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7'];
const caught: Caught[] = [];
/** Only the bugs whose name this expression finds. */
const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const wanted = plantedBugs.filter(({ name }) => new RegExp(values.only).test(name));

say('| planted bug | broken in 2,000 seeds | found by |\n|---|---|---|');
for (const bug of wanted) {
  const found = await hunt(bug, 2_000);
  say(`| ${bug.name} | ${found?.invariants.join(' ') ?? ''} | ${found?.first ?? 'NOT FOUND'} |`);
  if (found === undefined) process.exitCode = 1;
  else caught.push(found);
}
const alone = foundAlone(caught);
const idle = invariants.filter((each) => !alone.has(each));
say(`\n${caught.length} of ${wanted.length} found.`);
say(`Invariants that no planted bug needs: ${idle.join(' ') || 'none'}.`);
if (idle.length > 0) process.exitCode = 1;
