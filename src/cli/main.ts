import type { Command } from './command.ts';
import { exitCodeOf } from './exit-code.ts';

/** By name, and read only when called: nobody who starts one waits for what the others need. */
const commands = new Map<string, () => Promise<Command>>(
  Object.entries({
    adopt: async () => (await import('./adopt-command.ts')).adoptCommand,
    assemble: async () => (await import('./questionnaire/assemble-command.ts')).assembleCommand,
    cds: async () => (await import('./cds-command.ts')).cdsCommand,
    check: async () => (await import('./check-command.ts')).checkCommand,
    conformance: async () => (await import('./conformance-command.ts')).conformanceCommand,
    coverage: async () => (await import('./coverage-command.ts')).coverageCommand,
    demo: async () => (await import('./demo-command.ts')).demoCommand,
    diff: async () => (await import('./diff-command.ts')).diffCommand,
    extract: async () => (await import('./questionnaire/extract-command.ts')).extractCommand,
    fill: async () => (await import('./questionnaire/fill-command.ts')).fillCommand,
    handbook: async () => (await import('./handbook-command.ts')).handbookCommand,
    lint: async () => (await import('./questionnaire/lint-command.ts')).lintCommand,
    new: async () => (await import('./new-command.ts')).newCommand,
    probe: async () => (await import('./probe-command.ts')).probeCommand,
    publish: async () => (await import('./publish-command.ts')).publishCommand,
    routine: async () => (await import('./routine-command.ts')).routineCommand,
    schema: async () => (await import('./schema-command.ts')).schemaCommand,
    slot: async () => (await import('./slot-command.ts')).slotCommand,
    validate: async () => (await import('./questionnaire/validate-command.ts')).validateCommand,
  }),
);

async function usage(): Promise<string> {
  const all = await Promise.all([...commands.values()].map((load) => load()));
  const lines = all.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`);
  return ['usage: npm run -s cli -- COMMAND …', '', ...lines].join('\n');
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  const load = commands.get(name ?? '');
  if (load === undefined) {
    console.error(name ? `There is no command "${name}".\n\n${await usage()}` : await usage());
    return 2;
  }
  return exitCodeOf(await load(), args);
}

// Whoever reads may stop before all is said (`| head`): what the command does goes on, and nobody is told of a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = await main(process.argv.slice(2));
