import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkCommand } from '../../../src/cli/check-command.ts';
import type { CommandContext } from '../../../src/cli/command.ts';

const root = mkdtempSync(join(tmpdir(), 'teaching-'));
afterAll(() => rmSync(root, { recursive: true }));
cpSync('routines', join(root, 'routines'), { recursive: true });
cpSync('questionnaires', join(root, 'questionnaires'), { recursive: true });

const taught = [...readFileSync('docs/routines.md', 'utf8').matchAll(/```json\n(.*?)```/gs)].map(
  ([, text = '']) => text,
);
const folder = join(root, 'routines/my-clinic');

function write(file: string, text: string | undefined): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text ?? '');
}

async function faultsAfter(file: string, text: string | undefined): Promise<readonly string[]> {
  write(file, text);
  const faults: string[] = [];
  const report = {
    out: () => undefined,
    err: (line: string) => {
      if (line.startsWith('fault')) faults.push(line);
    },
  };
  await checkCommand.run({
    args: [folder],
    environment: {},
    report,
    today: '2026-11-22',
  } as unknown as CommandContext);
  return faults;
}

test('a nurse who follows docs/routines.md makes a routine, changes a wording and adds a rule', async () => {
  const [manifest, words, services, steps, cases] = taught;
  expect(await faultsAfter('manifest.json', manifest)).toEqual([]);
  expect(await faultsAfter('words.json', words)).toEqual([]);
  expect(await faultsAfter('services.json', services)).toEqual([]);
  expect(await faultsAfter('steps.json', steps)).toEqual([
    expect.stringContaining('leave.animals-unclear is shown by no worked case'),
  ]);
  expect(await faultsAfter('cases/animals.json', cases)).toEqual([]);
}, 60_000);
