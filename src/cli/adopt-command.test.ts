import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadPack } from '../routine/index.ts';
import { adoptCommand } from './adopt-command.ts';
import type { Command, CommandContext } from './command.ts';
import { newCommand } from './new-command.ts';
import { packArchive } from './package/archive.ts';
import { readPackage } from './package/read-package.ts';
import { publishCommand } from './publish-command.ts';
import { readRoutineFolders } from './routine-folder.ts';

const place = mkdtempSync(join(tmpdir(), 'adopt-'));
const home = process.cwd();
const file = join(place, 'package.tgz');

async function run(command: Command, ...args: readonly string[]): Promise<string> {
  const lines: string[] = [];
  const say = (line: string): number => lines.push(line);
  const context: CommandContext = {
    args,
    environment: {},
    report: { out: say, err: say },
    today: '2026-11-22',
    now: '2026-11-22T10:00:00.000Z',
  };
  try {
    await command.run(context);
  } catch (error) {
    lines.push(error instanceof Error ? error.message : String(error));
  }
  return lines.join('\n');
}

/** Everything that stands in a folder. */
const all = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

beforeAll(async () => {
  const said = await run(publishCommand, 'routines/se-own-use', '--out', file);
  expect(said).toContain('tryggfraga.routine.se-own-use 0.1.0');
});
beforeEach(() => {
  const empty = mkdtempSync(join(place, 'region-'));
  mkdirSync(join(empty, 'routines'));
  mkdirSync(join(empty, 'questionnaires'));
  process.chdir(empty);
  return () => process.chdir(home);
});
afterAll(() => rmSync(place, { recursive: true }));

describe('a region that takes over the routine of another', () => {
  test('has it whole: the same routine, the same cases, the same questionnaire', async () => {
    expect(await run(adoptCommand, file, '--as', 'theirs')).toContain('adopted se-own-use 0.1.0');
    const own = readRoutineFolders('routines/theirs');
    const [mine, origin] = [
      loadPack('theirs', own.folders),
      loadPack('se-own-use', readRoutineFolders(join(home, 'routines/se-own-use')).folders),
    ];
    expect(mine).toMatchObject({ ok: true });
    const { id: _, ...pack } = mine.ok ? mine.pack : { id: '' };
    const { id: __, ...original } = origin.ok ? origin.pack : { id: '' };
    expect(pack).toEqual(original);
    expect(readdirSync('routines/theirs/cases')).toEqual(['own-use.json']);
    expect(
      JSON.parse(readFileSync('questionnaires/health-questions-own-use.json', 'utf8')),
    ).toEqual(
      JSON.parse(readFileSync(join(home, 'questionnaires/health-questions-own-use.json'), 'utf8')),
    );
  });

  test('publishes it again, the same but for the name', async () => {
    await run(adoptCommand, file, '--as', 'se-own-use');
    const again = resolve('again.tgz');
    await run(publishCommand, 'routines/se-own-use', '--out', again);
    expect(readPackage(again).files['steps.json']).toEqual(readPackage(file).files['steps.json']);
  });

  test('is not asked twice for the same name, unless it says so', async () => {
    await run(adoptCommand, file, '--as', 'theirs');
    expect(await run(adoptCommand, file, '--as', 'theirs')).toContain('is there already');
    writeFileSync('routines/theirs/extra.json', '{"licence":"CC0-1.0"}');
    expect(await run(adoptCommand, file, '--as', 'theirs', '--replace')).toContain('adopted');
    expect(existsSync('routines/theirs/extra.json')).toBe(false);
  });

  test.each(['../up', '/tmp/x', 'Å', 'a b', ''])('cannot call it %j', async (name) => {
    expect(await run(adoptCommand, file, '--as', name)).toContain('cannot be the name');
    expect(all('.')).toEqual(['questionnaires', 'routines']);
  });

  test('never has its own questionnaire of that name replaced in silence', async () => {
    const own = 'questionnaires/health-questions-own-use.json';
    writeFileSync(own, '{"resourceType":"Questionnaire"}');
    expect(await run(adoptCommand, file, '--as', 'theirs')).toContain('another version');
    expect(all('.')).toEqual([own, 'questionnaires', 'routines'].sort());
  });
});

/** The package with something else in it. */
function changed(name: string, change: (files: Record<string, unknown>) => void): string {
  const taken = readPackage(file);
  const files = structuredClone(taken.files) as Record<string, unknown>;
  change(files);
  const content = Object.entries(files).map(([title, each]) => ({
    title,
    data: Buffer.from(JSON.stringify(each)).toString('base64'),
  }));
  const library = {
    resourceType: 'Library',
    url: `https://tryggfraga.example/fhir/Library/${taken.id}`,
    version: taken.version,
    identifier: [{ system: 'https://tryggfraga.example/fhir/sid/routine', value: taken.id }],
    content,
  };
  const path = join(place, name);
  const own = { name: 'x', version: '1.0.0', fhirVersions: ['4.0.1'] };
  const questionnaires = [...taken.questionnaires.values()].map(
    (each, n) => [`package/Questionnaire-${n}.json`, JSON.stringify(each)] as const,
  );
  writeFileSync(
    path,
    packArchive(
      new Map([
        ['package/package.json', JSON.stringify(own)],
        ['package/Library.json', JSON.stringify(library)],
        ...questionnaires,
      ]),
    ),
  );
  return path;
}

describe('nothing is half-installed when the routine in a package', () => {
  test.each<[string, (files: Record<string, unknown>) => void, string]>([
    [
      'has a slip',
      (f) => Object.assign(f, { 'a.json': { licence: 'CC0-1.0', tilte: 1 } }),
      'tilte',
    ],
    ['lacks its steps', (f) => delete f['steps.json'], 'steps'],
    [
      'lies over one that is not in it',
      (f) => Object.assign(f['manifest.json'] as object, { extends: 'se' }),
      'mend "extends"',
    ],
    [
      'lies over itself',
      (f) => Object.assign(f['manifest.json'] as object, { extends: 'theirs' }),
      'in a ring',
    ],
    ['has a case that is none', (f) => Object.assign(f, { 'cases/x.json': [] }), 'cases/x.json'],
    [
      'has no cases, so that its rules are not shown',
      (f) => delete f['cases/own-use.json'],
      'property 8',
    ],
    [
      'is past its time',
      (f) => Object.assign(f['manifest.json'] as object, { reviewBy: '2026-11-02' }),
      'must not be used',
    ],
  ])('%s', async (name, change, says) => {
    const path = changed(`${name}.tgz`, change);
    const message = await run(adoptCommand, path, '--as', 'theirs');
    expect(message).toContain(`${name}.tgz`);
    expect(message).toContain(says);
    expect(all('.')).toEqual(['questionnaires', 'routines']);
  });

  test('cannot be put in its place', async () => {
    writeFileSync('questionnaires/here', '');
    rmSync('routines', { recursive: true });
    writeFileSync('routines', 'a file where the folder should be');
    await run(adoptCommand, file, '--as', 'theirs');
    expect(all('.')).toEqual(['questionnaires', 'questionnaires/here', 'routines']);
  });
});

describe('a region that begins a routine of its own', () => {
  test('writes only what differs', async () => {
    cpSync(join(home, 'routines/se-own-use'), 'routines/se-own-use', { recursive: true });
    expect(await run(newCommand, 'mine', '--from', 'se-own-use')).toContain('routines/mine');
    expect(all('routines/mine')).toEqual(['manifest.json']);
    expect(readRoutineFolders('routines/mine').chain).toEqual(['mine', 'se-own-use']);
    expect(await run(newCommand, 'mine', '--from', 'se-own-use')).toContain('there already');
  });

  test('is told when there is nothing to begin from', async () => {
    expect(await run(newCommand, 'mine', '--from', 'gone')).toContain('no routine "gone"');
    expect(await run(newCommand, '../up', '--from', 'se')).toContain('cannot be the name');
    expect(all('.')).toEqual(['questionnaires', 'routines']);
  });
});

test('a routine with a fault is not published, and an earlier package stays', async () => {
  cpSync(join(home, 'routines/se-own-use'), 'routines/faulty', { recursive: true });
  cpSync(join(home, 'questionnaires'), 'questionnaires', { recursive: true });
  rmSync('routines/faulty/cases', { recursive: true });
  writeFileSync('package.tgz', 'the earlier one');
  const said = await run(publishCommand, 'routines/faulty', '--out', 'package.tgz');
  expect(said).toContain('nothing was published');
  expect(readFileSync('package.tgz', 'utf8')).toBe('the earlier one');
});
