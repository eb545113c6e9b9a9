import { type Way, ways } from './cell.ts';
import { faults } from './faults.ts';
import { closeLaunchWorld } from './launch-steps.ts';
import notRun from './not-run.json' with { type: 'json' };
import type { Ended, Step } from './step.ts';
import { steps } from './steps.ts';

export type CellResult = {
  readonly step: string;
  readonly fault: string;
  /** Way and what the program said in the end, each way. */
  readonly ends: readonly string[];
  readonly wrong: readonly string[];
};

export type Planned = { readonly step: Step; readonly fault: (typeof faults)[number] };

const reasons: Readonly<Record<string, Readonly<Record<string, string>>>> = notRun.cells;

/** Every cell that can be run here. */
export const planned: readonly Planned[] = steps.flatMap((step) =>
  faults
    .filter(([name]) => reasons[step.name]?.[name] === undefined)
    .map((fault) => ({ step, fault })),
);

export const stepsNotRun: Readonly<Record<string, string>> = notRun.steps;

async function runWay({ step, fault }: Planned, way: Way) {
  const late = new Promise<Ended>((done) => {
    setTimeout(() => done({ end: 'silent', wrong: ['I4 silent'] }), 90_000).unref();
  });
  const broke = (error: unknown): Ended => ({ end: 'broke', wrong: [`I4 broke: ${error}`] });
  const { end, wrong } = await Promise.race([step.run(fault[1], way).catch(broke), late]);
  return { end: `${way}: ${end}`, wrong: wrong.map((each) => `${way}: ${each} (${end})`) };
}

export async function runCell(cell: Planned): Promise<CellResult> {
  const each = cell.step.everyWay ? ways : (['transaction'] as const);
  const done: Awaited<ReturnType<typeof runWay>>[] = [];
  for (const way of each) done.push(await runWay(cell, way));
  return {
    step: cell.step.name,
    fault: cell.fault[0],
    ends: done.map(({ end }) => end),
    wrong: done.flatMap(({ wrong }) => wrong),
  };
}

/** Some at a time: they wait more than they work. */
export async function runCells(
  cells: readonly Planned[],
  onResult: (result: CellResult) => void = () => undefined,
  together = 6,
): Promise<readonly CellResult[]> {
  const waiting = [...cells];
  const results: CellResult[] = [];
  const work = async (): Promise<void> => {
    for (let cell = waiting.shift(); cell; cell = waiting.shift()) {
      const result = await runCell(cell);
      results.push(result);
      onResult(result);
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  await closeLaunchWorld();
  return results;
}
