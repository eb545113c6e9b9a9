import * as z from 'zod/mini';
import { type ChartFact, type WorkedCase, workedCase } from '../../routine/index.ts';
import { fetchJson } from '../content/fetch-json.ts';
import { ContentError } from '../fault.ts';

/** One worked case to practise on. `number`: its place among those of its audience, from 1. */
export type Exercise = { readonly number: number; readonly given: WorkedCase };

const file = z.array(workedCase);

/** The exercises of one audience; those where the patient has a name and a story come first. */
export async function readExercises(
  routine: string,
  audience: string,
): Promise<readonly Exercise[]> {
  const [folder, name] = [routine, audience].map(encodeURIComponent);
  const path = `../content/cases/${folder}/${name}.json`;
  const parsed = file.safeParse(await fetchJson(path));
  if (!parsed.success) throw new ContentError('content-invalid', path, parsed.error);
  return inOrder(parsed.data);
}

export function inOrder(cases: readonly WorkedCase[]): readonly Exercise[] {
  const storied = cases.filter(({ person }) => person);
  const plain = cases.filter(({ person }) => !person);
  return [...storied, ...plain].map((given, index) => ({ number: index + 1, given }));
}

/** What begins the visit: the route, what the chart would say, and a birthday so many years before that day. */
export function beginningOf({ route, facts, age }: WorkedCase, today: string) {
  const year = String(Number(today.slice(0, 4)) - (age ?? 0)).padStart(4, '0');
  const known: readonly ChartFact[] = facts ?? [];
  return {
    route: route ?? 'routine',
    facts: known,
    // The first of a month: a leap day has no birthday in most years.
    ...(age !== undefined && { birthDate: `${year}${today.slice(4, 8)}01` }),
  } as const;
}
