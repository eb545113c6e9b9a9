import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { period } from '../coverage/orebro.ts';
import { withExport } from './coverage-export.ts';
import { inTurns, lineOf, rateOf, type Timing } from './coverage-timing.ts';

const run = promisify(execFile);
type Say = (text: string) => void;

/** Patients a second of fqm-execution, fetched the first time; or why it cannot be had. */
async function fqm(from: string, question: keyof typeof questions): Promise<number | string> {
  const folder = join(import.meta.dirname, 'fqm');
  try {
    if (!existsSync(join(folder, 'node_modules'))) {
      await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder });
    }
  } catch (error) {
    return `fqm-execution could not be fetched: ${String(error).slice(0, 200)}`;
  }
  const args = [join(folder, 'run.mjs'), from, '2000', period.from, period.to, question];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 1e8 });
  const { seconds, patients } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  return patients / seconds;
}

const questions = {
  narrow: 'persons with a visit, and with a response, in the period',
  same: 'visits, and those with a response at the visit or within 12 months before',
} as const;

/**
 * Flatten and measure beside what they must be compared with, on one made-up export in one run; the figures are
 * compared with the truth.
 */
export async function benchCoverage(patients: number, say: Say): Promise<void> {
  await withExport(patients, say, async (made) => {
    const rate = (timing: Timing): string => rateOf(made.bytes, timing);
    const timings = await inTurns(['bytes', 'parse', 'named', 'hand', 'flatten', 'measure'], made);
    const { bytes, parse, named, hand, flatten, measure } = timings;
    say(lineOf('every byte once (wc -l)', bytes, rate(bytes)));
    say(lineOf('Node, JSON.parse line by line', parse, rate(parse)));
    say(lineOf('hand-written SQL, no pseudonyms', named, rate(named)));
    say(lineOf('hand-written SQL, same tables', hand, rate(hand)));
    const ratio = `${(flatten.seconds / hand.seconds).toFixed(2)} × hand-written (cpu ${(flatten.cpu / hand.cpu).toFixed(2)} ×)`;
    say(lineOf('flatten', flatten, `${rate(flatten)}, ${ratio}`));
    const perSecond = patients / measure.seconds;
    say(lineOf('measure, equal to the truth', measure, `${Math.round(perSecond)} patients/s`));
    const whole = patients / (flatten.seconds + measure.seconds);
    for (const question of ['narrow', 'same'] as const) {
      const other = await fqm(made.from, question);
      if (typeof other === 'string') {
        say(other);
        return;
      }
      const times = (one: number): string => `${Math.round(one / other)} ×`;
      say(
        `fqm-execution, 2,000 patients in one batch, ${questions[question]}: ${other.toFixed(1)} patients/s; the whole ${times(whole)}, the measure on tables ${times(perSecond)}`,
      );
    }
  });
}

/** Five times as many people take five times as long, and no more memory than is allowed. */
export async function benchLinear(patients: number, say: Say): Promise<void> {
  const of = (people: number): Promise<Readonly<Record<'flatten' | 'measure', Timing>>> =>
    withExport(people, say, async (made) => {
      const { flatten, measure } = await inTurns(['flatten', 'measure'], made);
      say(lineOf('flatten', flatten, rateOf(made.bytes, flatten)));
      const perSecond = Math.round(people / measure.seconds);
      say(lineOf('measure, equal to the truth', measure, `${perSecond} patients/s`));
      return { flatten, measure };
    });
  const [few, many] = [await of(patients / 5), await of(patients)];
  for (const step of ['flatten', 'measure'] as const) {
    const growth = (many[step].seconds / few[step].seconds / 5 - 1) * 100;
    const cpu = (many[step].cpu / few[step].cpu / 5 - 1) * 100;
    say(
      `${step}: ${growth.toFixed(1)} % over linear (cpu ${cpu.toFixed(1)} %), ${many[step].megabytes} MB`,
    );
  }
}
