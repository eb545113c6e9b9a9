import { ask, type Fetch } from './fetch-answer.ts';
import type { Route } from './route.ts';
import { routesFor } from './routes.ts';
import { type Sighting, sightings } from './seen.ts';
import type { Reader } from './token-file.ts';

/** What one route brought one reader. `refused`: 401, 403, 404 and the like; `lost`: no answer or a broken server. */
type RouteResult = {
  readonly route: string;
  readonly reads: number;
  readonly answered: number;
  readonly refused: number;
  readonly lost: number;
  readonly sightings: readonly Sighting[];
};

export type ReaderResult = {
  readonly reader: Reader;
  readonly routes: readonly RouteResult[];
  /** Whether the token still opened the server at the end: the last read was not answered with 401. */
  readonly tokenHeld: boolean;
};

export type Replaying = {
  readonly fetch: Fetch;
  readonly base: string;
  readonly canaries: readonly string[];
};

/** All routes with one reader's token, one read at a time: a real server is not to be strained. */
export async function replay(
  { fetch, base, canaries }: Replaying,
  reader: Reader,
  places: readonly string[],
): Promise<ReaderResult> {
  let tokenHeld = true;
  const tried = async ({ id, asks }: Route): Promise<RouteResult> => {
    const seen: Sighting[] = [];
    const count = { answered: 0, refused: 0, lost: 0 };
    for (const each of asks) {
      const answer = await ask(fetch, base, reader.token, each);
      count[kindOf(answer.status)] += 1;
      tokenHeld = answer.status !== 401;
      seen.push(...sightings(each, answer, canaries));
    }
    return { route: id, reads: asks.length, ...count, sightings: seen };
  };
  const routes: RouteResult[] = [];
  for (const route of routesFor({ patient: reader.patient, canaries, places })) {
    routes.push(await tried(route));
  }
  return { reader, routes, tokenHeld };
}

function kindOf(status: number): 'answered' | 'refused' | 'lost' {
  if (status >= 200 && status < 300) return 'answered';
  return status >= 400 && status < 500 ? 'refused' : 'lost';
}

/** The resources a reader saw canaries in, as `Type/id`. */
export function placesIn({ routes }: ReaderResult): readonly string[] {
  const all = routes.flatMap((each) => each.sightings.map(({ place }) => place));
  return [...new Set(all)].filter((place) => /^[A-Z]\w+\/[A-Za-z0-9.-]+$/.test(place)).sort();
}
