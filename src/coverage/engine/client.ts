import { spawn } from 'node:child_process';
import { EngineError } from './problem.ts';

export type Client = {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
};

/** Enough of what a client complained about to act on. */
const lastWords = 600;

/** Runs a command-line client to its end and gives what it wrote; an exit code other than 0 is an error. */
export function runClient({ command, args, folder, environment }: Client): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: folder,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // It must not go on, with rows of people, after the run that started it has ended.
    const end = (): void => void child.kill();
    process.once('exit', end);
    const written: Buffer[] = [];
    let complaint = '';
    child.stdout.on('data', (chunk: Buffer) => written.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString('utf8')).slice(-lastWords);
    });
    child.on('error', (cause) => reject(new EngineError('no-client', command, '', cause)));
    child.on('close', (code) => {
      process.off('exit', end);
      if (code === 0) resolve(Buffer.concat(written).toString('utf8'));
      else reject(new EngineError('failed', command, complaint.trim()));
    });
  });
}
