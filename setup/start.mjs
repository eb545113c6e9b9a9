import { ensureDependencies } from './dependencies.mjs';
import { mustPass, node, tool } from './run.mjs';

await ensureDependencies();
await mustPass('The build', node(tool.vite, ['build', '--logLevel', 'warn']));
process.exit(await node(tool.tsx, ['src/cli/main.ts', 'demo', ...process.argv.slice(2)]));
