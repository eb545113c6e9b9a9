import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentFiles } from '../../src/cli/content-folder.ts';
import { nurse } from './nurse.ts';
import { account } from './read-back.ts';
import { openWorld, type World } from './world.ts';

const run = promisify(execFile);
const place = mkdtempSync(join(tmpdir(), 'regions-'));
/** The region that writes a routine, and another that has none. */
const [north, south] = [join(place, 'north'), join(place, 'south')];

/** A command as somebody types it, in the folder of their region. */
async function command(folder: string, ...args: readonly string[]): Promise<string> {
  const main = [resolve('node_modules/tsx/dist/cli.mjs'), resolve('src/cli/main.ts'), ...args];
  return (await run(process.execPath, main, { cwd: folder })).stdout;
}

const written = (path: string, content: unknown): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
};

/** What a build lays beside the pages, of that region’s content and no other. */
function built(folder: string): string {
  const dist = join(folder, 'dist');
  cpSync('dist', dist, { recursive: true });
  rmSync(join(dist, 'content'), { recursive: true });
  for (const [path, text] of contentFiles(folder)) written(join(dist, path), text);
  return dist;
}

function siteOf(routine: string): Promise<string> {
  const demo = JSON.parse(readFileSync('src/sandbox/site/site.json', 'utf8')) as object;
  const { municipality: _, ...kept } = demo as { municipality?: string };
  const own = { routine, audience: 'antenatal', language: 'en', languages: ['en'] };
  return Promise.resolve(JSON.stringify({ ...kept, ...own }));
}

let world: World;

beforeAll(async () => {
  cpSync('routines', join(north, 'routines'), { recursive: true });
  cpSync('questionnaires', join(north, 'questionnaires'), { recursive: true });
  mkdirSync(join(south, 'routines'), { recursive: true });
  mkdirSync(join(south, 'questionnaires'));
  await command(north, 'new', 'north', '--from', 'antenatal-demo');
  written(join(north, 'routines/north/words.json'), {
    licence: 'CC0-1.0',
    say: { negative: { en: 'Thank you. Our door in the north is open.' } },
  });
  await command(north, 'publish', 'routines/north', '--out', join(place, 'package.tgz'));
  const said = await command(south, 'adopt', join(place, 'package.tgz'), '--as', 'from-north');
  expect(said).toContain('adopted north 0.1.0 as routines/from-north');
  world = await openWorld(() => siteOf('from-north'), built(south));
}, 300_000);

afterAll(async () => {
  await world.close();
  rmSync(place, { recursive: true });
});

test('a nurse of another region asks what the first one wrote, and the record says what was answered', async () => {
  const seat = await world.sitDown({ locale: 'en-GB' });
  await seat.page.goto(world.demo.ehr.control.launchUrl({ patient: 'bertil' }));
  const she = nurse(seat.page, 'en');
  await she.passGate();
  await she.answer(/ever hurt your body/, 'no');
  await she.answer(/anything sexual/, 'no');
  await she.answer(/frighten you/, 'no');
  await she.answer(/else in your family/, 'no');
  await she.goOn();
  await she.page.getByText('Our door in the north is open').waitFor();
  await she.goOn();
  await she.save();
  await she.isSaved();
  const kept = account(world.written());
  expect(kept.results).toEqual(['negative']);
  expect(kept.answers).toMatchObject({
    physical: 'N',
    sexual: 'N',
    emotional: 'N',
    family: 'N',
  });
  expect(kept.patients).toEqual(['Patient/bertil']);
  expect(seat.complaints).toEqual([]);
});
