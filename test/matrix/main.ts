import { faults } from './faults.ts';
import { planned, runCells, stepsNotRun } from './run.ts';
import { steps } from './steps.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const started = performance.now();
const results = await runCells(planned);
const cells = faults.length * (steps.length + Object.keys(stepsNotRun).length);
const wrong = results.flatMap(({ step, fault, wrong }) =>
  wrong.map((each) => `${step} ${fault} ${each}`),
);
const runs = results.reduce((sum, { ends }) => sum + ends.length, 0);

say('| matrix over sockets | figure |\n|---|---:|');
say(`| cells | ${cells} |\n| cells run | ${results.length} |\n| runs (each way) | ${runs} |`);
say(
  `| seconds | ${((performance.now() - started) / 1_000).toFixed(1)} |\n| found wrong | ${wrong.length} |`,
);
say('\n| step | fault | end |\n|---|---|---|');
for (const { step, fault, ends } of results.toSorted((a, b) => a.step.localeCompare(b.step))) {
  say(`| ${step} | ${fault} | ${ends.join('; ')} |`);
}
for (const each of wrong) say(`WRONG ${each}`);
process.exit(wrong.length > 0 ? 1 : 0);
