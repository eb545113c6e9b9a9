import { placesIn, type ReaderResult } from './replay.ts';
import type { NoProof, Verdict } from './verdict.ts';

/** One line a route, for one reader. */
export function table({ reader, routes }: ReaderResult): readonly string[] {
  const row = (cells: readonly (string | number)[]): string =>
    cells
      .map((cell, index) =>
        index < 2 ? `${cell}`.padEnd(index === 0 ? 24 : 26) : `${cell}`.padStart(10),
      )
      .join('');
  return [
    row(['reader', 'route', 'reads', 'answered', 'refused', 'lost', 'canaries']),
    ...routes.map((each) =>
      row([
        reader.name,
        each.route,
        each.reads,
        each.answered,
        each.refused,
        each.lost,
        each.sightings.length,
      ]),
    ),
  ];
}

const reasons: Readonly<Record<NoProof, string>> = {
  'token-refused': 'the token was refused (401); log in again and take a new one',
  'nothing-answered': 'not even the patient could be read; is it the right token and patient id?',
  broken: 'some reads had no answer or a server error; try again',
  'no-canaries': 'the control saw no canary, so there was nothing to find; save a visit first',
};

export function conclusion(
  { reader, routes }: ReaderResult,
  verdict: Verdict,
  control: ReaderResult | undefined,
): readonly string[] {
  const tried = routes.filter(({ reads }) => reads > 0);
  const reads = tried.reduce((sum, each) => sum + each.reads, 0);
  const figures = `${tried.length} routes, ${reads} reads`;
  const all = control ? ` of ${placesIn(control).length}` : '';
  switch (verdict.kind) {
    case 'sees':
      return [
        `${reader.name}: SEES canaries in ${verdict.places.length}${all} resources, by ${verdict.routes} routes (${figures})`,
        ...verdict.places.map((place) => `  ${place}`),
      ];
    case 'does-not-see':
      return [
        `${reader.name}: does not see; 0 canaries (${figures})`,
        ...(verdict.confirmed
          ? []
          : ['  not confirmed: nobody showed that canaries stand there; give --control']),
      ];
    case 'no-proof':
      return [`${reader.name}: NO PROOF: ${reasons[verdict.because]} (${figures})`];
  }
}
