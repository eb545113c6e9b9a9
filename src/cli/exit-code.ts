import type { Command } from './command.ts';
import { ContentError, UsageError } from './errors.ts';

function failure(error: unknown): number {
  if (error instanceof UsageError || error instanceof ContentError) {
    console.error(error.message);
    return 2;
  }
  const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (!inUse) throw error;
  console.error(`${error.message}: something else is listening there; choose another with PORT=…`);
  return 1;
}

/** Runs one command in the real world, and says how it ended. */
export async function exitCodeOf(command: Command, args: readonly string[]): Promise<number> {
  const now = new Date().toISOString();
  try {
    return await command.run({
      args,
      environment: process.env,
      report: { out: (line) => console.log(line), err: (line) => console.error(line) },
      today: now.slice(0, 10),
      now,
    });
  } catch (error) {
    return failure(error);
  }
}
