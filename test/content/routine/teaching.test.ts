import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkCommand } from '../../../src/cli/check-command.ts';
import type { Command } from '../../../src/cli/command.ts';
import { handbookCommand } from '../../../src/cli/handbook-command.ts';
import { routineCommand } from '../../../src/cli/routine-command.ts';

const root = mkdtempSync(join(tmpdir(), 'teaching-'));
afterAll(() => rmSync(root, { recursive: true }));
cpSync('routines', join(root, 'routines'), { recursive: true });
cpSync('questionnaires', join(root, 'questionnaires'), { recursive: true });

/** What is taught is of adults; the other groups are checked whole in proof.test.ts, and would be each time here. */
const national = join(root, 'routines/se/audiences.json');
const { audiences, ...rest } = JSON.parse(readFileSync(national, 'utf8'));
const adults = audiences.filter(({ id }: { id: string }) => id === 'adult');
writeFileSync(national, JSON.stringify({ ...rest, audiences: adults }));

const page = readFileSync('docs/routines.md', 'utf8');
const taught = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, text = '']) => text);
const folder = join(root, 'routines/my-clinic');

function write(file: string, text: string | undefined): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text ?? '');
}

/** Everything a command says, in order. */
async function told(command: Command, ...args: readonly string[]): Promise<readonly string[]> {
  const lines: string[] = [];
  const tell = (line: string): void => {
    lines.push(line);
  };
  await command.run({
    args,
    environment: {},
    report: { out: tell, err: tell },
    today: '2026-11-22',
    now: '2026-11-22T10:00:00.000Z',
  });
  return lines;
}

async function faultsAfter(file: string, text: string | undefined): Promise<readonly string[]> {
  write(file, text);
  const lines = await told(checkCommand, folder);
  expect(lines.at(-1)).toMatch(/^my-clinic 0\.1\.0 \(draft\): \d faults/);
  return lines.filter((line) => line.startsWith('fault'));
}

const heavy = {
  sv: 'Uppföljningsmöjligheter tillhandahålls fortlöpande; kontaktuppgifter överlämnas.',
};

test('a nurse who follows docs/routines.md makes a routine, changes a wording and adds a rule', async () => {
  const [manifest, words, services, steps, cases] = taught;
  write('manifest.json', manifest);
  const explained = () => told(routineCommand, 'explain', folder, 'say.negative');
  expect((await explained()).at(-1)).toBe('my-clinic: 0 differences');
  expect(await faultsAfter('words.json', JSON.stringify({ say: { negative: heavy } }))).toEqual([
    expect.stringContaining('is hard to take in when it is said (sv: LIX'),
  ]);
  expect(await faultsAfter('words.json', words)).toEqual([]);
  expect((await explained()).join('\n')).toContain('→ "Tack. Säg till när du vill prata."');
  write('services.json', services);
  expect(await faultsAfter('steps.json', steps)).toEqual([
    expect.stringContaining('leave.animals-unclear is shown by no worked case'),
  ]);
  expect(await faultsAfter('cases/animals.json', cases)).toEqual([]);
}, 600_000);

test('she reads it as it will be met, before she publishes it', async () => {
  const out = join(root, 'my-clinic.html');
  expect(await told(handbookCommand, folder, '--lang', 'sv', '--out', out)).toEqual([out]);
  const handbook = readFileSync(out, 'utf8');
  for (const text of ['Tack. Säg till när du vill prata.', 'Ordna plats för djuren i dag.']) {
    expect(handbook).toContain(text);
  }
  expect(handbook).toContain('>019-000 00 00<');
});

test('a part that stands in two files is refused with the words of the page', async () => {
  write('more.json', JSON.stringify({ steps: [] }));
  const said = /\| `(the same key [^`]*)` \|/.exec(page)?.[1] ?? 'not on the page';
  await expect(told(checkCommand, folder)).rejects.toThrow(said);
});

test('every command that the page names is there', () => {
  const { stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'src/cli/main.ts'], {
    encoding: 'utf8',
  });
  const there = [...stderr.matchAll(/^ {2}(\w+) /gm)].map(([, name]) => name);
  const named = [...page.matchAll(/npm run -s cli -- (\w+)/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(6);
  expect(named.filter((name) => !there.includes(name))).toEqual([]);
});
