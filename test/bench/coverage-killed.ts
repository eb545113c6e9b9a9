import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesise } from '../../src/coverage/synth/synthesise.ts';
import { orebro, period } from '../coverage/orebro.ts';

const points = 20;

/**
 * The command killed at 20 random points and run again with the same cache gives, byte for byte, what an undisturbed
 * run gives, and nothing of the killed run is left.
 */
export async function benchKilled(say: (text: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'coverage-killed-'));
  try {
    const from = join(folder, 'in');
    await synthesise({ patients: 2000, seed: 5, out: from, pack: orebro(), period });
    writeFileSync(join(folder, 'key'), 'ab'.repeat(32), { mode: 0o600 });
    const began = performance.now();
    const wanted = await counted(folder, from, 'whole', undefined);
    const usual = performance.now() - began;
    for (let point = 1; point <= points; point += 1) {
      const after = Math.random() * usual;
      await counted(folder, from, `${point}`, after);
      const got = await counted(folder, from, `${point}`, undefined);
      const left = readdirSync(join(folder, `${point}`, 'tmp'));
      if (got !== wanted || left.length > 0) {
        throw new Error(
          `killed after ${Math.round(after)} ms: ${left.join(', ') || 'other figures'}`,
        );
      }
      say(`killed after ${Math.round(after)} ms of ${Math.round(usual)}, run again: the same`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All files that come out, as one text; whatever has come out when the run is killed. */
async function counted(
  folder: string,
  from: string,
  name: string,
  killAfter: number | undefined,
): Promise<string> {
  const own = join(folder, name);
  const [out, temporary] = [join(own, 'out'), join(own, 'tmp')];
  mkdirSync(temporary, { recursive: true });
  const args = `--import tsx src/cli/main.ts coverage --from ${from} --routine se-orebro --period ${period.from}/${period.to} --out ${out} --cache ${join(own, 'cache')} --cache-key ${join(folder, 'key')} --staging ${temporary}`;
  const child = spawn(process.execPath, args.split(' '), { stdio: 'ignore' });
  const timer =
    killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  clearTimeout(timer);
  if (killAfter !== undefined) return '';
  if (code !== 0) throw new Error(`the command failed (${code})`);
  const files = readdirSync(out).sort();
  return files.map((file) => `${file}\n${readFileSync(join(out, file), 'latin1')}`).join('\n');
}
