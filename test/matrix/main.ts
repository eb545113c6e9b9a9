import { parseArgs } from 'node:util';
import { faults } from './faults.ts';
import { type CellResult, planned, runCells, stepsNotRun } from './run.ts';
import { steps } from './steps.ts';

// The SMART library keeps a discovery for the life of a page; each launch here is a page of its own.
process.env['NODE_ENV'] = 'test';

const { values } = parseArgs({
  options: {
    /** Only the cells whose name, "S8 complete F5 timeout, then late commit", this expression finds. */
    only: { type: 'string', default: '' },
    /** In Chromium against the built app, each step with each kind of fault. */
    browser: { type: 'boolean', default: false },
  },
});

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const started = performance.now();
const wanted = new RegExp(values.only);
const tell = ({ step, fault, ends }: CellResult): void =>
  say(`| ${step} | ${fault} | ${ends.join('; ')} |`);

async function inBrowser(): Promise<readonly CellResult[]> {
  const { browserCells, openBrowserWorld, runBrowserCells } = await import('./browser/index.ts');
  const world = await openBrowserWorld();
  const some = browserCells.filter(({ step, fault }) => wanted.test(`${step.name} ${fault}`));
  const results = await runBrowserCells(world, some, tell);
  await world.close();
  return results;
}

function overSockets(): Promise<readonly CellResult[]> {
  const some = planned.filter(({ step, fault }) => wanted.test(`${step.name} ${fault[0]}`));
  return runCells(some, tell);
}

say('| step | fault | end |\n|---|---|---|');
const results = await (values.browser ? inBrowser() : overSockets());
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
say(`\n| matrix ${values.browser ? 'in Chromium' : 'over sockets'} | figure |\n|---|---:|`);
for (const [name, figure] of figures) say(`| ${name} | ${figure} |`);
for (const each of wrong) say(`WRONG ${each}`);
process.exit(wrong.length > 0 ? 1 : 0);
