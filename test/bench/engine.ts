import { answer, type Form, parse, start } from '../../src/questionnaire/index.ts';
import { chainOf, formOf300, type Kind } from './engine-form.ts';
import { installPeers, peersOn } from './engine-peers.ts';

const write = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function formOf(questionnaire: unknown): Form {
  const parsed = parse(questionnaire);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.form;
}

/** Milliseconds of each run, the shortest first. */
function timed(runs: number, run: (turn: number) => void): readonly number[] {
  const times = Array.from({ length: runs }, (_, turn) => {
    const began = performance.now();
    run(turn);
    return performance.now() - began;
  });
  return times.toSorted((a, b) => a - b);
}

const at = (times: readonly number[], part: number): string =>
  (times[Math.floor(times.length * part)] ?? Number.NaN).toFixed(4);

function benchAnswer(kind: Kind): void {
  const questionnaire = formOf300(kind);
  const parsing = timed(20, () => formOf(questionnaire));
  const form = formOf(questionnaire);
  let answers = start(form);
  const change = (turn: number): void => {
    const value = { type: 'integer', value: turn % 5 } as const;
    answers = answer(form, answers, { type: 'set', linkId: `g${turn % 30}q0`, value });
  };
  timed(3_000, change);
  const times = timed(3_000, change);
  write(
    `  ${kind.padEnd(12)} one answer: median ${at(times, 0.5)} ms (≤ 0.05), p99 ${at(times, 0.99)} ms (≤ 1); parse: median ${at(parsing, 0.5)} ms (≤ 30)`,
  );
}

/** The other engines on the same form, each with only its logic running: nothing is drawn. */
function benchPeers(kind: Kind): void {
  for (const [name, figure] of Object.entries(peersOn(formOf300(kind)))) {
    const said =
      'failed' in figure
        ? figure.failed
        : `median ${figure.median.toFixed(1)} ms, longest of 15 ${figure.longest.toFixed(1)} ms`;
    write(`    ${name}: ${said}`);
  }
}

/** The peers, fetched the first time; or why they cannot be had. */
function hasPeers(): boolean {
  try {
    installPeers();
    return true;
  } catch (error) {
    write(`  The other engines could not be fetched: ${String(error).slice(0, 200)}`);
    return false;
  }
}

function benchChain(length: number): void {
  const questionnaire = chainOf(length);
  const [best = Number.NaN] = timed(5, () => start(formOf(questionnaire)));
  write(
    `  ${length} items in a chain: ${best.toFixed(1)} ms, ${((best / length) * 1000).toFixed(2)} µs an item`,
  );
}

/** A form of 300 items, and whether 10,000 take ten times what 1,000 take. */
export function benchEngine(): void {
  write('The engine, a form of 300 items:');
  const compared = hasPeers();
  for (const kind of ['enableWhen', 'paths', 'descendants'] as const) {
    benchAnswer(kind);
    if (compared) benchPeers(kind);
  }
  write('The engine, read and begun:');
  for (const length of [1_000, 10_000]) benchChain(length);
}
