import type { FhirResource } from '../../src/fhir/index.ts';
import { counting } from '../simulation/window.ts';
import { type Cell, occasion, openCell, type Way, ways } from './cell.ts';
import { faults } from './faults.ts';
import notRun from './not-run.json' with { type: 'json' };
import { type Step, steps } from './steps.ts';

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

const isMain = ({ resourceType }: FhirResource): boolean =>
  resourceType === 'QuestionnaireResponse' || resourceType === 'DocumentReference';

/** I1 to I5, as far as one cell can break them. */
function wrongIn(
  cell: Cell,
  step: string,
  fault: Planned['fault'],
  end: string,
): readonly string[] {
  const stored = cell.server.model.stored();
  const valid = counting(stored, occasion.key);
  const mains = valid.filter(isMain);
  const derived = valid.filter(({ resourceType }) => resourceType === 'Observation');
  const about = JSON.stringify(stored).match(/Patient\/\w+/g) ?? [];
  const isSaved = end.split(', ').every((each) => each === 'saved');
  const taken = step === 'S11 void';
  const rules: readonly (readonly [boolean, string])[] = [
    [mains.length > 1, `I1 ${mains.length} records`],
    [about.some((each) => each !== 'Patient/anna'), 'I2 about another'],
    [isSaved && !taken && mains.length !== 1, 'I3 saved, and nothing stands'],
    [isSaved && taken && mains.length + derived.length > 0, 'I5 taken back in part'],
    [isSaved && !taken && cell.way !== 'document' && derived.length !== 1, 'I5 not whole'],
    [end.includes('LOST'), `I3 ${end}`],
    [end.includes('different') && typeof fault[1] !== 'string', 'I6 a conflict with nobody'],
  ];
  return rules.filter(([broken]) => broken).map(([, what]) => `${cell.way}: ${what} (${end})`);
}

async function runWay({ step, fault }: Planned, way: Way) {
  const cell = await openCell(way, fault[1]);
  try {
    const late = new Promise<string>((done) => {
      setTimeout(() => done('silent'), 20_000).unref();
    });
    const end = await Promise.race([step.run(cell, fault[1]), late]);
    const wrong = end === 'silent' ? [`${way}: I4 silent`] : wrongIn(cell, step.name, fault, end);
    return { end: `${way}: ${end}`, wrong };
  } finally {
    await cell.close();
  }
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
  together = 6,
): Promise<readonly CellResult[]> {
  const waiting = [...cells];
  const results: CellResult[] = [];
  const work = async (): Promise<void> => {
    for (let cell = waiting.shift(); cell; cell = waiting.shift())
      results.push(await runCell(cell));
  };
  await Promise.all(Array.from({ length: together }, work));
  return results;
}
