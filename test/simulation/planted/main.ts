import { hunt, plantedBugs } from '../planted.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

say('| planted bug | found by |\n|---|---|');
for (const bug of plantedBugs) {
  const found = await hunt(bug, 2_000);
  say(`| ${bug.name} | ${found ?? 'NOT FOUND'} |`);
  if (found === undefined) process.exitCode = 1;
}
