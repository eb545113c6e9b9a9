/** Runs one of our own programs that needs neither a build nor a browser. */
import { ensureDependencies } from './dependencies.mjs';
import { node, tool } from './run.mjs';

await ensureDependencies();
process.exit(await node(tool.tsx, process.argv.slice(2)));
