import type { ChartFact } from '../../routine/index.ts';
import { sessionWithoutEhr } from '../../session/index.ts';
import type { Apart } from '../apart.ts';
import { ContentError } from '../fault.ts';
import { fetchLater } from '../fetch-later.ts';
import { coverWhenLeft } from '../moves/guard.ts';
import { routineOf } from '../routine-of.ts';
import { opened, visit } from '../state.ts';
import { openVisit } from '../visit/visit.ts';

export type Beginning = {
  readonly routine: string;
  readonly audience: string;
  readonly route: 'routine' | 'indication';
  readonly facts: readonly ChartFact[];
  readonly birthDate?: string;
  readonly coverAfterSeconds: number;
  /** An exercise. Only in one may the routine be a template. */
  readonly practice?: true;
  readonly apart: Omit<Apart, 'facts'>;
};

/** Opens a visit with nobody's chart: from here on the screens are those of the app. */
export async function begin(from: Beginning): Promise<void> {
  const { routine, audience, route, facts, birthDate, apart, coverAfterSeconds, practice } = from;
  const read = await routineOf(routine, audience);
  if (read.pack.template && !practice) throw new ContentError('content-invalid', routine);
  const known = {
    protectedIdentity: facts.includes('protected-identity'),
    interpreterNeeded: facts.includes('interpreter'),
    ...(birthDate !== undefined && { birthDate }),
  };
  visit.value = openVisit(route);
  opened.value = {
    ...read,
    session: sessionWithoutEhr(known, route),
    apart: { ...apart, facts },
  };
  coverWhenLeft(coverAfterSeconds);
  const { prepare } = await fetchLater();
  prepare();
}
