import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import requirements from './requirements.json' with { type: 'json' };

/** `met`: a test shows it. `documented`: a page is what is asked for. `deployment`: the site must. */
const row = z.strictObject({
  list: z.enum(['asvs-5.0', 'fhir-safety']),
  id: z.string().min(1),
  answer: z.enum(['met', 'documented', 'deployment', 'not-applicable', 'accepted']),
  'shown by': z.string(),
  why: z.string(),
});
export type Row = z.infer<typeof row>;

/** RFC 4180, as far as one line goes. */
function cells(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}

export function readLedger(text: string): readonly Row[] {
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const names = cells(head);
  return lines.map((line) =>
    row.parse(Object.fromEntries(cells(line).map((cell, index) => [names[index] ?? '', cell]))),
  );
}

const slug = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .trim()
    .replaceAll(' ', '-');

function headingsIn(path: string): ReadonlySet<string> {
  const lines = readFileSync(path, 'utf8').split('\n');
  return new Set(lines.flatMap((line) => /^#+ (.*)$/.exec(line)?.[1] ?? []).map(slug));
}

/** What is wrong with one place: a test by its file and title, a page, or a heading of a page. */
function wrongPlace(place: string): string | undefined {
  const [path = '', title] = place.split(' > ');
  const [file = '', heading] = path.split('#');
  if (!existsSync(file)) return `${file} is not there`;
  if (title !== undefined) {
    return readFileSync(file, 'utf8').includes(title)
      ? undefined
      : `${file} has no test "${title}"`;
  }
  if (heading === undefined || headingsIn(file).has(heading)) return undefined;
  return `${file} has no heading ${heading}`;
}

const isTest = (place: string): boolean => /\.test\.tsx?( > |$)/.test(place);
const isPage = (place: string): boolean => place.includes('.md');

/** What each answer has to bring; the words say what is missing otherwise. */
const brings: Readonly<
  Record<
    Row['answer'],
    readonly [has: (places: readonly string[], why: string) => boolean, words: string]
  >
> = {
  met: [(places) => places.some(isTest), 'met, but no test'],
  documented: [(places) => places.some(isPage), 'documented, but no page'],
  deployment: [
    (places, why) => why !== '' && places.some((each) => each.startsWith('docs/deployment.md#')),
    'left to the site, but not told to it',
  ],
  accepted: [
    (places, why) => why !== '' && places.some(isPage),
    'accepted, but no reason on the page',
  ],
  'not-applicable': [(_, why) => why !== '', 'does not apply, but no reason'],
};

function wrongRow({ id, answer, why, 'shown by': shownBy }: Row): readonly string[] {
  const places = shownBy === '' ? [] : shownBy.split(' | ');
  const [has, words] = brings[answer];
  const wrong = places.map(wrongPlace).filter((each) => each !== undefined);
  return [...(has(places, why) ? [] : [words]), ...wrong].map((each) => `${id}: ${each}`);
}

/** Everything that stands open: a requirement without a row, a row twice, and what a row claims and nothing shows. */
export function openIn(rows: readonly Row[]): readonly string[] {
  const wanted = Object.entries(requirements).flatMap(([list, ids]) =>
    ids.map((id) => `${list} ${id}`),
  );
  const answered = rows.map(({ list, id }) => `${list} ${id}`);
  return [
    ...wanted.filter((each) => !answered.includes(each)).map((each) => `${each}: no row`),
    ...answered.filter((each) => !wanted.includes(each)).map((each) => `${each}: not asked for`),
    ...answered
      .filter((each, index) => answered.indexOf(each) !== index)
      .map((each) => `${each}: twice`),
    ...rows.flatMap(wrongRow),
  ];
}
