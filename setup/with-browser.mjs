/** Runs one of our own programs with everything in place: dependencies, a build, a browser. */
import { ensureBrowser } from './browser.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { mustPass, node, tool } from './run.mjs';

await ensureDependencies();
const TRYGGFRAGA_BROWSER = await ensureBrowser();
await mustPass('The build', node(tool.vite, ['build', '--logLevel', 'warn']));
process.exit(await node(tool.tsx, process.argv.slice(2), { TRYGGFRAGA_BROWSER }));
