import type { FhirResource } from '../../../src/fhir/index.ts';
import type { CellResult } from '../run.ts';
import { type Happening, happen } from './happenings.ts';
import { hasNote } from './nurse-at-work.ts';
import type { BrowserCell } from './plan.ts';
import { openFromChart, type Visit } from './steps.ts';
import { type BrowserWorld, named } from './world.ts';

const valid = (each: FhirResource): boolean =>
  !('status' in each && (each.status === 'entered-in-error' || each.status === 'in-progress'));

/** How many valid responses stand under each occasion's key. */
function occasions(written: readonly FhirResource[]): readonly number[] {
  const counts = new Map<string, number>();
  for (const each of written.filter(valid)) {
    if (each.resourceType !== 'QuestionnaireResponse') continue;
    const key = each.identifier?.value ?? '';
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts.values()];
}

type Seen = {
  readonly end: string;
  readonly note: boolean;
  readonly again: string;
  /** Whether the line's fault met a request. */
  readonly met: boolean;
};

/** I1 to I6 as far as a person at the screen can see them broken. */
function wrongIn({ step }: BrowserCell, written: readonly FhirResource[], seen: Seen) {
  const { end, note, again, met } = seen;
  const standing = occasions(written);
  const isSaved = end === 'saved' || end === 'amended';
  const rules: readonly (readonly [boolean, string])[] = [
    [!met, 'the fault met no request'],
    [standing.some((count) => count > 1), 'I1 an occasion stands twice'],
    [isSaved && standing.length !== 1, `I3 ${end}, and ${standing.length} stand`],
    [
      end === 'voided' && written.some((each) => valid(each) && each.resourceType !== 'Provenance'),
      'I5 taken back in part',
    ],
    [end.includes('silent'), 'I4 silent'],
    [/not-saved|conflict/.test(end) && !note, 'I4 the text to copy is gone'],
    [
      end === 'stopped' && standing.length > 0 && /^S[1-4] /.test(step.name),
      'I3 stopped, and something stands',
    ],
    [again !== 'opened', `I6 opened again: ${again}`],
  ];
  return rules.filter(([broken]) => broken).map(([, what]) => `${what} (${end})`);
}

async function strikeAndDo(visit: Visit, { step, strike }: BrowserCell): Promise<string> {
  const { world } = visit;
  if (typeof strike === 'string') return happen(visit, step, strike as Happening);
  (step.on === 'files' ? world.files : world.line).arm(step.hits, strike);
  return step.does(visit);
}

/** What it was, and what was waited for. */
function briefly(error: unknown): string {
  const [what, ...log] = String(error).split('\n');
  return [what, ...log.filter((line) => line.includes('waiting for'))].join(' ');
}

/** The chart opened once more, by the same browser, or by one whose clock has not been moved. */
async function openAgain(visit: Visit, { strike }: BrowserCell): Promise<string> {
  if (strike !== 'eight hours asleep') {
    return openFromChart({ ...visit, page: await visit.context.newPage() });
  }
  const fresh = await visit.world.sitDown();
  try {
    return await openFromChart({ ...visit, ...fresh });
  } finally {
    await fresh.context.close();
  }
}

async function runCell(world: BrowserWorld, cell: BrowserCell, patient: string) {
  const { page, context } = await world.sitDown();
  const visit = { world, page, context, patient };
  const earlier = new Set(world.written(patient).map(named));
  try {
    await cell.step.before(visit);
    const hits = (): number => world.line.hits() + world.files.hits();
    const before = hits();
    const end = await strikeAndDo(visit, cell);
    const met = typeof cell.strike === 'string' || hits() > before;
    const note = page.isClosed() || (await hasNote(page));
    const written = world.written(patient).filter((each) => !earlier.has(named(each)));
    for (const each of [world.line, world.files]) each.disarm();
    const again = await openAgain(visit, cell);
    return { end, wrong: wrongIn(cell, written, { end, note, again, met }) };
  } catch (error) {
    return { end: 'broke', wrong: [`I4 broke: ${briefly(error)}`] };
  } finally {
    await context.close();
  }
}

/** One after another, each with a patient and a window of its own. */
export async function runBrowserCells(
  world: BrowserWorld,
  cells: readonly BrowserCell[],
  onResult: (result: CellResult) => void = () => undefined,
  firstPatient = 0,
): Promise<readonly CellResult[]> {
  const results: CellResult[] = [];
  for (const [index, cell] of cells.entries()) {
    const patient = world.adults[(firstPatient + index) % world.adults.length];
    const { end, wrong } = await runCell(world, cell, patient ?? world.adults[0]);
    const result = { step: cell.step.name, fault: cell.fault, ends: [end], wrong };
    results.push(result);
    onResult(result);
  }
  return results;
}
