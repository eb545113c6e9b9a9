import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkCommand } from './check-command.ts';
import type { CommandContext } from './command.ts';
import { routineCommand } from './routine-command.ts';
import { readCases, readRoutineFolders } from './routine-folder.ts';

const root = mkdtempSync(join(tmpdir(), 'routines-'));
afterAll(() => rmSync(root, { recursive: true }));
const routines = join(root, 'routines');

function write(file: string, content: unknown): string {
  const path = join(routines, file);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return join(routines, file.split('/')[0] ?? '');
}

async function run(command: typeof checkCommand, args: readonly string[]): Promise<string> {
  const lines: string[] = [];
  const report = {
    out: (line: string) => lines.push(line),
    err: (line: string) => lines.push(line),
  };
  const context = {
    args,
    environment: {},
    report,
    today: '2026-11-22',
  } as unknown as CommandContext;
  try {
    await command.run(context);
  } catch (error) {
    lines.push(error instanceof Error ? error.message : String(error));
  }
  return lines.join('\n');
}

describe('somebody who writes a routine and makes a slip is told the file, the place and the mend', () => {
  test('a comma too many: the line', async () => {
    const folder = write('comma/manifest.json', '{\n  "licence": "CC0-1.0",\n  "id": "comma",,\n}');
    expect(await run(checkCommand, [folder])).toMatch(
      /comma\/manifest\.json: not JSON: line 3, column 17.*comma/s,
    );
  });

  test('a folder that is not there: those that are', async () => {
    write('here/manifest.json', {});
    expect(await run(checkCommand, [join(routines, 'nowhere')])).toMatch(/no such folder.*here/s);
  });

  test('a base that is not there', async () => {
    const folder = write('orphan/manifest.json', {
      licence: 'CC0-1.0',
      id: 'orphan',
      extends: 'gone',
    });
    expect(await run(checkCommand, [folder])).toContain('mend "extends" in manifest.json');
  });

  test('routines that extend each other in a ring', async () => {
    write('one/manifest.json', { licence: 'CC0-1.0', id: 'one', extends: 'two' });
    const folder = write('two/manifest.json', { licence: 'CC0-1.0', id: 'two', extends: 'one' });
    expect(await run(checkCommand, [folder])).toContain('in a ring');
  });

  test('a base outside the folder, by name or by link, is never read', async () => {
    const out = write('out/manifest.json', { licence: 'CC0-1.0', id: 'out', extends: '../../etc' });
    expect(await run(checkCommand, [out])).toContain('leads outside');
    mkdirSync(join(root, 'elsewhere'));
    symlinkSync(join(root, 'elsewhere'), join(routines, 'linked'));
    const link = write('tolink/manifest.json', {
      licence: 'CC0-1.0',
      id: 'tolink',
      extends: 'linked',
    });
    expect(await run(checkCommand, [link])).toContain('leads outside');
  });

  test('a file that is far too large', async () => {
    const folder = write('large/manifest.json', `{"x":"${'x'.repeat(5_000_001)}"}`);
    expect(await run(checkCommand, [folder])).toContain('larger than 5 MB');
  });

  test('a key misspelt: the file and the place', async () => {
    const folder = write('typo/manifest.json', {
      licence: 'CC0-1.0',
      id: 'typo',
      tilte: { sv: 'x' },
    });
    expect(await run(checkCommand, [folder])).toMatch(/not as the format has it.*tilte/s);
  });

  test('a case with a result that is none', () => {
    write('cased/manifest.json', { licence: 'CC0-1.0', id: 'cased' });
    write('cased/cases/one.json', {
      licence: 'CC0-1.0',
      about: '',
      cases: [
        {
          name: 'x',
          gate: 'passed',
          rest: 'no',
          answers: {},
          gives: { result: 'maybe', steps: [] },
        },
      ],
    });
    expect(() => readCases(routines, ['cased'])).toThrow(/one\.json: cases\.0\.gives\.result/);
  });
});

describe('a region lays its routine over the nation’s', () => {
  test('and sees which folder says what', async () => {
    const told = await run(routineCommand, [
      'explain',
      'routines/demo-clinic',
      'services.counsellor',
    ]);
    expect(told).toContain('se ← se-orebro ← demo-clinic');
    expect(told).toContain('adds     services.counsellor.phone: "000-000 00 00"');
  });

  test('and the check says, line by line, what is proved and what is left to fill in', async () => {
    const told = await run(checkCommand, ['routines/demo-clinic']);
    expect(told).toContain('proved   1.');
    expect(told).toMatch(/space {4}adult: .* ways an occasion can stand/);
    expect(told).toMatch(/to do {4}services\..* has no number yet/);
  });

  test('a chain is read from the routine down to its base', () => {
    expect(readRoutineFolders('routines/demo-clinic').chain).toEqual([
      'demo-clinic',
      'se-orebro',
      'se',
    ]);
  });
});
