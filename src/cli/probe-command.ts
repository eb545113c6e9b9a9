import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { own } from '../fhir/index.ts';
import type { Command, Reporter } from './command.ts';
import { UsageError } from './errors.ts';
import { placesIn, type ReaderResult, type Replaying, replay } from './probe/replay.ts';
import { conclusion, table } from './probe/report.ts';
import { type Shown, withShown } from './probe/site-file.ts';
import { type Reader, readerIn } from './probe/token-file.ts';
import { verdictOn } from './probe/verdict.ts';

const usage = `probe --base URL --as patient.json,proxy.json [--control staff.json] [--canary WORD]… [--by NAME]
        [--site site.json]
  A token file: { "token": "…", "patient": "the patient's id", "name": "…", "shutOut": false }.
  --control  someone who may see everything: shows that there is something to find
  --canary   a word typed during the visit; what the app marks as its own is always looked for
  --by       who tests: the line for site.json is then printed for each reader that does not see
  --site     writes those lines: for each token file with a "row" (patient-portal, proxies, child-record …);
             needs --by and --control, and takes back what the test did not show`;

type Options = {
  readonly base: string;
  readonly readers: readonly string[];
  readonly control?: string | undefined;
  readonly canaries: readonly string[];
  readonly by?: string | undefined;
  readonly site?: string | undefined;
};

/** Replays the reads of a server as a portal's users, and says which canaries each of them can see. */
export const probeCommand: Command = {
  name: 'probe',
  summary: 'the leak check: --base URL --as patient.json,proxy.json; what do their tokens see?',
  run: async ({ args, today, report }) => {
    const options = optionsIn(args);
    const readers = await Promise.all(options.readers.map(readerFrom));
    const replaying = { fetch, base: options.base, canaries: options.canaries };
    const control =
      options.control === undefined
        ? undefined
        : await replay(replaying, await readerFrom(options.control), []);
    if (control) {
      report.out(`control: ${placesIn(control).length} resources hold canaries`);
    }
    const results = await replayEach(replaying, readers, control);
    for (const result of results) for (const line of table(result)) report.out(line);
    report.out('');
    const verdicts = results.map((result) => concluded(result, control, report));
    sayForSite(results, verdicts, { today, by: options.by, report });
    const shown = verdicts.map((kind, index) => ({ kind, row: results[index]?.reader.row }));
    await writeSite(options, shown, { today, report });
    return verdicts.every((kind) => kind === 'does-not-see' || kind === 'not-confirmed') ? 0 : 1;
  },
};

/** What one reader has seen, the next is tried on by its id. */
async function replayEach(
  replaying: Replaying,
  readers: readonly Reader[],
  control: ReaderResult | undefined,
): Promise<readonly ReaderResult[]> {
  const places = new Set(control ? placesIn(control) : []);
  const results: ReaderResult[] = [];
  for (const reader of readers) {
    const result = await replay(replaying, reader, [...places]);
    for (const place of placesIn(result)) places.add(place);
    results.push(result);
  }
  return results;
}

type Kind = Shown['kind'];

function concluded(
  result: ReaderResult,
  control: ReaderResult | undefined,
  { out }: Reporter,
): Kind {
  const verdict = verdictOn(result, control);
  for (const line of conclusion(result, verdict, control)) out(line);
  return verdict.kind === 'does-not-see' && !verdict.confirmed ? 'not-confirmed' : verdict.kind;
}

/** The only place a test date may come from: a probe that was confirmed and found nothing. */
function sayForSite(
  results: readonly ReaderResult[],
  verdicts: readonly Kind[],
  {
    today,
    by,
    report,
  }: { readonly today: string; readonly by: string | undefined; readonly report: Reporter },
): void {
  if (by === undefined) return;
  for (const [index, { reader }] of results.entries()) {
    if (verdicts[index] !== 'does-not-see') continue;
    const row = { state: 'does-not-see', testedOn: today, testedBy: by };
    report.out(`for site.json, ${reader.name}: ${JSON.stringify(row)}`);
  }
}

/** Into the site's own file, so that nobody types a date that no test has given. */
async function writeSite(
  { site, by }: Options,
  shown: readonly Shown[],
  { today, report }: { readonly today: string; readonly report: Reporter },
): Promise<void> {
  if (site === undefined || by === undefined) return;
  const { text, rows } = withShown(site, await textOf(site), shown, { today, by });
  await writeFile(site, text);
  for (const row of rows) report.out(`${site}: ${row}`);
}

function optionsIn(args: readonly string[]): Options {
  const { base, as, canary, ...more } = parsed(args);
  if (base === undefined || as === undefined) throw new UsageError(usage);
  if (!URL.canParse(base) || !/^https?:$/.test(new URL(base).protocol)) {
    throw new UsageError(`--base ${base}: not an http address`);
  }
  if (more.site !== undefined && !(more.by && more.control)) {
    throw new UsageError(`--site needs --by and --control\n${usage}`);
  }
  return {
    base: base.replace(/\/+$/, ''),
    readers: as.split(',').filter(Boolean),
    canaries: [own, ...(canary ?? [])],
    ...more,
  };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const words = { type: 'string', multiple: true } as const;
  try {
    const options = { base: text, as: text, control: text, canary: words, by: text, site: text };
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(`${error.message}\n${usage}`);
    throw error;
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UsageError(`${path}: cannot be read (${error.message})`);
  }
}

async function readerFrom(path: string): Promise<Reader> {
  return readerIn(path, await textOf(path));
}
