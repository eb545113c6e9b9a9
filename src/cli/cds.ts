import { cdsCommand } from './cds-command.ts';
import { exitCodeOf } from './exit-code.ts';

/** The CDS service alone: what `npm run build:cds` makes one file of. */
process.exitCode = await exitCodeOf(cdsCommand, process.argv.slice(2));
