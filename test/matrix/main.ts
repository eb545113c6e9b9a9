import { parseArgs } from 'node:util';
import { faults } from './faults.ts';
import { planned, runCells, stepsNotRun } from './run.ts';
import { steps } from './steps.ts';

// The SMART library keeps a discovery for the life of a page; each launch here is a page of its own.
process.env['NODE_ENV'] = 'test';

const { values } = parseArgs({
  options: {
    /** Only the cells whose name, "S8 complete F5 timeout, then late commit", this expression finds. */
    only: { type: 'string', default: '' },
  },
});

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const started = performance.now();
const wanted = new RegExp(values.only);
const some = planned.filter(({ step, fault }) => wanted.test(`${step.name} ${fault[0]}`));

say('| step | fault | end |\n|---|---|---|');
const results = await runCells(some, ({ step, fault, ends }) =>
  say(`| ${step} | ${fault} | ${ends.join('; ')} |`),
);
const wrong = results.flatMap(({ step, fault, wrong }) =>
  wrong.map((each) => `${step} ${fault} ${each}`),
);
const figures: readonly (readonly [string, string | number])[] = [
  ['cells', faults.length * (steps.length + Object.keys(stepsNotRun).length)],
  ['cells run', results.length],
  ['runs (each way)', results.reduce((sum, { ends }) => sum + ends.length, 0)],
  ['seconds', ((performance.now() - started) / 1_000).toFixed(1)],
  ['found wrong', wrong.length],
];
say('\n| matrix over sockets | figure |\n|---|---:|');
for (const [name, figure] of figures) say(`| ${name} | ${figure} |`);
for (const each of wrong) say(`WRONG ${each}`);
process.exit(wrong.length > 0 ? 1 : 0);
