import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { describe, expect, test } from 'vitest';
import { type Import, mayImport, wrongImports } from './architecture/rules.ts';

type Look = {
  readonly modules: number;
  readonly imports: readonly Import[];
  readonly cycles: readonly string[];
};

async function look(baseDir: string): Promise<Look> {
  const { output } = await cruise(['src'], {
    baseDir,
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  });
  const { modules } = output as ICruiseResult;
  const inSource = modules.filter((module) => module.source.startsWith('src/'));
  return {
    modules: inSource.length,
    imports: inSource.flatMap((module) =>
      module.dependencies.map((each) => ({
        from: module.source,
        to: each.resolved,
        written: each.coreModule ? `node:${each.module}` : each.module,
      })),
    ),
    cycles: inSource.flatMap((module) =>
      module.dependencies
        .filter((each) => each.circular)
        .map((each) => `${module.source} → ${each.resolved}`),
    ),
  };
}

describe('the house', () => {
  test('imports run only as the map says, each folder through its door', async () => {
    const { modules, imports, cycles } = await look(process.cwd());
    expect(modules).toBeGreaterThan(50);
    expect(wrongImports(imports)).toEqual([]);
    expect(cycles).toEqual([]);
  }, 60_000);

  test('every folder of src is on the map', () => {
    expect(readdirSync('src').filter((folder) => !(folder in mayImport))).toEqual([]);
  });

  test('an import that runs the wrong way is found and named', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'house-'));
    const write = (path: string, text: string): void => {
      mkdirSync(dirname(join(elsewhere, path)), { recursive: true });
      writeFileSync(join(elsewhere, path), text);
    };
    write('src/session/index.ts', 'export const session = 1;');
    write('src/fhir/coding.ts', 'export const coding = 1;');
    write(
      'src/guidance/index.ts',
      "import { session } from '../session/index.ts';\nexport const a = session;",
    );
    write(
      'src/record/index.ts',
      "import type { coding } from '../fhir/coding.ts';\nexport type B = typeof coding;",
    );
    write(
      'src/outbox/index.ts',
      "import { randomUUID } from 'node:crypto';\nexport const c = randomUUID;",
    );
    const { imports } = await look(elsewhere);
    rmSync(elsewhere, { recursive: true });
    expect([...wrongImports(imports)].sort()).toEqual([
      'fhir is entered through its index.ts: src/record/index.ts → src/fhir/coding.ts',
      'guidance may import only fhir, questionnaire, routine: src/guidance/index.ts → src/session/index.ts',
      'node:crypto belongs to src/sandbox/, src/cds/, src/coverage/, src/cli/: src/outbox/index.ts',
    ]);
  });
});
