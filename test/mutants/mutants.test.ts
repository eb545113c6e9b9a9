import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { bundleOf } from './bundle.ts';
import { refusedBy } from './compiles.ts';
import { equivalents, isListed, outlived } from './equivalent.ts';
import { codeOf, folders, judgesOf } from './folders.ts';
import { mutantsOf } from './instrument.ts';
import { acquaint, type Verdict, verdictOn } from './judge.ts';
import { loader } from './load.ts';
import { memoryAt } from './memory.ts';
import type { Mutant } from './mutant.ts';
import { sampled } from './sample.ts';
import { rowOf, tableOf } from './tally.ts';

const root = mkdtempSync(join(tmpdir(), 'mutated-'));
afterAll(() => rmSync(root, { recursive: true }));

const grown = `
export function isGrown(age: number | undefined): boolean {
  if (age === undefined) return true;
  return age >= 18;
}
`;

const about = (body: string) =>
  `import { expect, test } from 'vitest';\nimport { isGrown } from './code.ts';\n${body}`;

let places = 0;

/** What these tests see of every change to this code, in words. */
async function seen(code: string, tests: string): Promise<readonly [string, Verdict][]> {
  places += 1;
  const place = `case${places}`;
  mkdirSync(join(root, place));
  writeFileSync(join(root, place, 'code.ts'), code);
  writeFileSync(join(root, place, 'code.test.ts'), tests);
  const { code: script, mutants } = await bundleOf(
    root,
    [`${place}/code.ts`],
    [`${place}/code.test.ts`],
  );
  const known = await acquaint(loader(script, mutants.length), true);
  const verdicts: [string, Verdict][] = [];
  for (const mutant of mutants) {
    verdicts.push([
      `${mutant.was} → ${mutant.becomes}`,
      await verdictOn(known, mutant, () => true),
    ]);
  }
  return verdicts;
}

const unseen = (verdicts: readonly [string, Verdict][]): readonly string[] =>
  verdicts.filter(([, { outcome }]) => outcome === 'survived').map(([change]) => change);

describe('tests with a hole', () => {
  const without18 =
    "test('age', () => { for (const [age, is] of [[17, false], [19, true], [undefined, true]]) expect(isGrown(age)).toBe(is); });";

  test('give exactly the change that they do not see', async () => {
    expect(unseen(await seen(grown, about(without18)))).toEqual(['age >= 18 → (age) > (18)']);
  });

  test('give nothing once it is closed', async () => {
    const closed = without18.replace('[17, false]', '[17, false], [18, true]');
    expect(unseen(await seen(grown, about(closed)))).toEqual([]);
  });

  test('are told from tests that do not come there', async () => {
    const verdicts = await seen(
      grown,
      about("test('age', () => { expect(isGrown(undefined)).toBe(true); });"),
    );
    const comparison = verdicts.filter(([change]) => change.startsWith('age >= 18'));
    expect(comparison.map(([, { outcome }]) => outcome)).toEqual(Array(4).fill('no coverage'));
  });
});

test('a change that makes a loop endless is cut, and counts as seen', async () => {
  const code =
    'export function isGrown(age: number): number { let at = 0; while (at < age) at++; return at; }';
  const verdicts = await seen(code, about("test('count', () => { expect(isGrown(3)).toBe(3); });"));
  expect(new Map(verdicts).get('at++ → at--')?.outcome).toBe('timeout');
  expect(unseen(verdicts)).toEqual([]);
});

test('a change after which a test would wait for ever counts as seen', async () => {
  const code =
    'export function isGrown(age: number, tell: (is: boolean) => void): void { if (age > 3) tell(true); }';
  const verdicts = await seen(
    code,
    about("test('told', async () => { await new Promise((done) => isGrown(4, done)); });"),
  );
  expect(new Map(verdicts).get('age > 3 → false')?.outcome).toBe('killed');
  expect(unseen(verdicts)).toEqual(['age > 3 → true', 'age > 3 → (age) >= (3)', 'true → false']);
});

test('a test that fails on the code as it is stops the run', async () => {
  const wrong = about("test('age', () => { expect(isGrown(3)).toBe(true); });");
  await expect(seen(grown, wrong)).rejects.toThrow('fails on unchanged code: case');
});

test('a switch that is not come to where it was before is told', async () => {
  const times = `(globalThis.timesTried = (globalThis.timesTried ?? 0) + 1)`;
  const forgetful = about(
    `test('age', () => { if (${times} < 3) expect(isGrown(18)).toBe(true); });`,
  );
  const verdicts = await seen(grown, forgetful);
  const asked = verdicts.filter(([, { outcome }]) => outcome !== 'no coverage');
  expect(asked.length).toBeGreaterThan(5);
  expect(asked.every(([, { astray }]) => astray === true)).toBe(true);
});

test('what the compiler refuses is no change that anybody could make', () => {
  const file = join(root, 'refused.ts');
  const code =
    "export function kind(of: 'a' | 'b'): 'x' | 'y' { return of === 'a' ? 'x' : 'y'; }\n";
  writeFileSync(file, code);
  const mutants = mutantsOf(file, code, 0);
  const refused = refusedBy('tsconfig.pure.json', mutants);
  const named = ({ was, becomes }: Mutant) => `${was} → ${becomes}`;
  expect(mutants.filter(({ id }) => !refused.has(id)).map(named)).toEqual([
    "of === 'a' → true",
    "of === 'a' → false",
    "of === 'a' → (of) !== ('a')",
  ]);
});

test('a long run goes on where it was cut off, and afresh when the code or a test is another', () => {
  const path = join(root, 'cache', 'memory.jsonl');
  const never = () => {
    throw new Error('asked again');
  };
  const first = memoryAt(path, 'this code');
  expect(first.verdicts).toEqual([]);
  expect(first.refused(() => new Set([4, 7]))).toEqual(new Set([4, 7]));
  first.keep({ id: 1, outcome: 'killed', by: 'a test' });
  first.keep({ id: 2, outcome: 'survived' });
  appendFileSync(path, '{"id":3,"outc');
  const second = memoryAt(path, 'this code');
  expect(second.refused(never)).toEqual(new Set([4, 7]));
  second.keep({ id: 3, outcome: 'timeout' });
  expect(memoryAt(path, 'this code').verdicts).toHaveLength(3);
  expect(second.verdicts.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
    '1 killed',
    '2 survived',
  ]);
  const other = memoryAt(path, 'other code');
  expect(other.verdicts).toEqual([]);
  expect(other.refused(() => new Set([5]))).toEqual(new Set([5]));
  expect(memoryAt(path, 'other code').refused(never)).toEqual(new Set([5]));
});

test('the same seed draws the same sample, another seed another', () => {
  const list = Array.from({ length: 1000 }, (_, at) => at);
  const drawn = sampled(list, 50, 1);
  expect(new Set(drawn).size).toBe(50);
  expect(drawn).toEqual(sampled(list, 50, 1));
  expect(drawn).not.toEqual(sampled(list, 50, 2));
  expect(drawn.some((each) => each < 200) && drawn.some((each) => each > 800)).toBe(true);
  expect(sampled(list, 1000, 1)).toEqual(list);
});

test('the score counts what no test comes to, and not what changes nothing', () => {
  const mutants = mutantsOf('code.ts', grown, 0);
  const judged = mutants.slice(0, 4).map((mutant, at) => ({
    mutant,
    verdict: {
      id: mutant.id,
      outcome: (['killed', 'timeout', 'survived', 'no coverage'] as const)[at] ?? 'killed',
    },
  }));
  const row = rowOf('code', judged);
  expect(row.score).toBe(50);
  expect(tableOf([row]).split('\n').at(-1)).toBe('| code | 4 | 1 | 1 | 1 | 1 | 0 | 50.0 |');
});

test('every part that is judged has code and judges, and nothing is called equivalent that is not there', () => {
  for (const folder of folders) {
    expect(codeOf(folder).length, folder.folder).toBeGreaterThan(0);
    expect(judgesOf(folder).length, folder.folder).toBeGreaterThan(0);
  }
  const files = [...new Set(equivalents.map(({ file }) => file))];
  const mutants = files.flatMap((file) => mutantsOf(file, readFileSync(file, 'utf8'), 0));
  expect(outlived(files, mutants)).toEqual([]);
});

test('only the change on the line that is listed is called equivalent', () => {
  const code = "export const a = ['x'];\nexport const b = ['x'];\n";
  const changes = mutantsOf('code.ts', code, 0).filter(({ was }) => was === "'x'");
  const listed = { file: 'code.ts', line: "export const b = ['x'];", was: "'x'", becomes: "''" };
  const reason = 'nobody looks at it, whatever it is';
  expect(changes.map((each) => isListed(each, { ...listed, reason }))).toEqual([false, true]);
});
