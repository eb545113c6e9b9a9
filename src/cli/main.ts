import { adoptCommand } from './adopt-command.ts';
import { cdsCommand } from './cds-command.ts';
import { checkCommand } from './check-command.ts';
import type { Command } from './command.ts';
import { conformanceCommand } from './conformance-command.ts';
import { coverageCommand } from './coverage-command.ts';
import { demoCommand } from './demo-command.ts';
import { diffCommand } from './diff-command.ts';
import { ContentError, UsageError } from './errors.ts';
import { handbookCommand } from './handbook-command.ts';
import { newCommand } from './new-command.ts';
import { probeCommand } from './probe-command.ts';
import { publishCommand } from './publish-command.ts';
import { assembleCommand } from './questionnaire/assemble-command.ts';
import { extractCommand } from './questionnaire/extract-command.ts';
import { fillCommand } from './questionnaire/fill-command.ts';
import { lintCommand } from './questionnaire/lint-command.ts';
import { validateCommand } from './questionnaire/validate-command.ts';
import { routineCommand } from './routine-command.ts';
import { schemaCommand } from './schema-command.ts';
import { slotCommand } from './slot-command.ts';

const commands: readonly Command[] = [
  adoptCommand,
  assembleCommand,
  demoCommand,
  diffCommand,
  cdsCommand,
  checkCommand,
  coverageCommand,
  conformanceCommand,
  extractCommand,
  fillCommand,
  handbookCommand,
  lintCommand,
  newCommand,
  probeCommand,
  publishCommand,
  routineCommand,
  schemaCommand,
  slotCommand,
  validateCommand,
];

function usage(): string {
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`);
  return ['usage: npm run -s cli -- COMMAND …', '', ...lines].join('\n');
}

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

async function main([name, ...args]: readonly string[]): Promise<number> {
  const command = commands.find((each) => each.name === name);
  if (command === undefined) {
    console.error(name ? `There is no command "${name}".\n\n${usage()}` : usage());
    return 2;
  }
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

process.exitCode = await main(process.argv.slice(2));
