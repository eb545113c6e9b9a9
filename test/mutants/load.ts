import { createRequire } from 'node:module';
import { Script } from 'node:vm';
import fc from 'fast-check';
import { expect } from 'vitest';
import { switchboard as name } from './instrument.ts';
import { type Judge, stageWith } from './stage.ts';
import { type Switchboard, switchboardFor } from './switchboard.ts';

/** The code loaded afresh, with one change on, and its tests. */
export type Loaded = { readonly judges: readonly Judge[]; readonly board: Switchboard };

/** Properties are tried less often than in `npm test`, always with the same inputs, and end at the first that fails. */
const property = { seed: 1, numRuns: 6, endOnFailure: true };

type Assert = typeof fc.assert;
const assert = ((checked: Parameters<Assert>[0], given: Parameters<Assert>[1] = {}) =>
  fc.assert(checked, {
    ...given,
    ...property,
    numRuns: Math.min(given?.numRuns ?? 100, property.numRuns),
  })) as Assert;
const { default: _whole, ...words } = { ...fc, default: fc, assert };

export function loader(code: string, mutants: number): (active: number, allowed: number) => Loaded {
  const real = createRequire(`${process.cwd()}/test/mutants/load.ts`);
  const run: (...args: unknown[]) => void = new Script(
    `(function (exports, require, ${name}) {${code}\n})`,
  ).runInThisContext();
  return (active, allowed) => {
    const stage = stageWith(expect);
    const board = switchboardFor(active, mutants);
    const required = (id: string): unknown => {
      if (id === 'vitest') return stage.words;
      return id === 'fast-check' ? words : real(id);
    };
    const at = (file: string): void => {
      board.at(file);
      if (file.includes('.test.')) stage.begin(file);
    };
    board.allow(allowed);
    run({}, required, { ...board, at });
    return { judges: stage.judges, board };
  };
}
