import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { synthesise } from '../../src/coverage/synth/synthesise.ts';
import { orebro, period } from '../coverage/orebro.ts';

const run = promisify(execFile);
const here = import.meta.dirname;
const megabyte = 1_000_000;

type Step = { readonly seconds: number; readonly cpu: number; readonly megabytes: number };

async function stepOf(step: string, from: string, place: string): Promise<Step> {
  const script = join(here, 'coverage-step.ts');
  const { stdout } = await run(process.execPath, ['--import', 'tsx', script, step, from, place]);
  return JSON.parse(stdout);
}

/** fqm-execution, fetched the first time; undefined and why when it cannot be had. */
async function fqm(from: string): Promise<{ readonly perSecond: number } | string> {
  const folder = join(here, 'fqm');
  try {
    if (!existsSync(join(folder, 'node_modules'))) {
      await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder });
    }
  } catch (error) {
    return `fqm-execution could not be fetched: ${String(error).slice(0, 200)}`;
  }
  const args = [join(folder, 'run.mjs'), from, '2000', period.from, period.to];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 1e8 });
  const { seconds, patients } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  return { perSecond: patients / seconds };
}

const line = (what: string, { seconds, cpu, megabytes }: Step, rate: string): string =>
  `${what.padEnd(34)} ${seconds.toFixed(2).padStart(8)} s ${cpu.toFixed(2).padStart(8)} cpu-s ${String(megabytes).padStart(5)} MB  ${rate}`;

/**
 * Flatten and measure beside what they must be compared with, on one made-up export in one run; the figures are
 * compared with the truth. A busy machine shows in seconds, less in processor seconds.
 */
export async function benchCoverage(patients: number, say: (text: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'coverage-bench-'));
  const [from, place] = [join(folder, 'in'), join(folder, 'place')];
  mkdirSync(place);
  try {
    await synthesise({ patients, seed: 1, out: from, pack: orebro(), period });
    const types = ['Patient', 'Encounter', 'QuestionnaireResponse', 'Observation'];
    const sizeOf = (type: string): number => statSync(join(from, `${type}.ndjson`)).size;
    const bytes = [...types, 'ServiceRequest', 'Task'].reduce((sum, type) => sum + sizeOf(type), 0);
    const byBytes = ({ seconds }: Step): string => `${Math.round(bytes / megabyte / seconds)} MB/s`;
    say(`${patients} people, ${Math.round(bytes / megabyte)} MB`);
    for (const [step, what] of [
      ['bytes', 'every byte once (wc -l)'],
      ['parse', 'Node, JSON.parse line by line'],
    ] as const) {
      const timing = await stepOf(step, from, place);
      say(line(what, timing, byBytes(timing)));
    }
    const hand = await stepOf('hand', from, place);
    say(line('hand-written SQL, same tables', hand, byBytes(hand)));
    const flatten = await stepOf('flatten', from, place);
    const ratio = `${(flatten.seconds / hand.seconds).toFixed(2)} × hand-written (cpu ${(flatten.cpu / hand.cpu).toFixed(2)} ×)`;
    say(line('flatten', flatten, `${byBytes(flatten)}, ${ratio}`));
    const measured = await stepOf('measure', from, place);
    const perSecond = patients / measured.seconds;
    say(line('measure, equal to the truth', measured, `${Math.round(perSecond)} patients/s`));
    const other = await fqm(from);
    if (typeof other === 'string') {
      say(other);
      return;
    }
    const whole = patients / (flatten.seconds + measured.seconds);
    const times = (one: number): string => `${Math.round(one / other.perSecond)} ×`;
    say(
      `fqm-execution, 2,000 patients in one batch: ${other.perSecond.toFixed(1)} patients/s; the whole ${times(whole)}, the measure on tables ${times(perSecond)}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
