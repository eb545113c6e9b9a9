import { isEquivalent } from './equivalent.ts';
import type { Verdict } from './judge.ts';
import type { Mutant } from './mutant.ts';

export type Row = {
  readonly name: string;
  readonly mutants: number;
  readonly killed: number;
  readonly survived: number;
  readonly uncovered: number;
  readonly timeout: number;
  readonly equivalent: number;
  /** Of a hundred changes that somebody could see, those that a test sees. */
  readonly score: number;
};

export type Judged = { readonly mutant: Mutant; readonly verdict: Verdict };

export function rowOf(name: string, judged: readonly Judged[]): Row {
  const counted = judged.filter(({ mutant }) => !isEquivalent(mutant));
  const number = (outcome: Verdict['outcome']): number =>
    counted.filter(({ verdict }) => verdict.outcome === outcome).length;
  const [killed, timeout] = [number('killed'), number('timeout')];
  return {
    name,
    mutants: counted.length,
    killed,
    survived: number('survived'),
    uncovered: number('no coverage'),
    timeout,
    equivalent: judged.length - counted.length,
    score: counted.length === 0 ? 100 : (100 * (killed + timeout)) / counted.length,
  };
}

const cells = (row: Row): readonly (string | number)[] => [
  row.name,
  row.mutants,
  row.killed,
  row.timeout,
  row.survived,
  row.uncovered,
  row.equivalent,
  row.score.toFixed(1),
];

const line = (each: readonly (string | number)[]): string => `| ${each.join(' | ')} |`;

export function tableOf(rows: readonly Row[]): string {
  const head = '| code | changes | killed | endless | survived | not run | equivalent | score |';
  return [head, '|---|---:|---:|---:|---:|---:|---:|---:|', ...rows.map(cells).map(line)].join(
    '\n',
  );
}

/** By the folder one level below, which is a capability of its own, and the whole. */
export function rowsOf(folder: string, judged: readonly Judged[]): readonly Row[] {
  const names = [...new Set(judged.map(({ mutant }) => partOf(folder, mutant.file)))].sort();
  return [
    ...names.map((name) =>
      rowOf(
        name,
        judged.filter(({ mutant }) => partOf(folder, mutant.file) === name),
      ),
    ),
    rowOf(`**${folder}**`, judged),
  ];
}

function partOf(folder: string, file: string): string {
  const [first = '', ...rest] = file.slice(folder.length + 1).split('/');
  return rest.length === 0 ? `${folder}/*.ts` : `${folder}/${first}`;
}
