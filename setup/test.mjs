import { ensureBrowser } from './browser.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { mustPass, node, tool } from './run.mjs';

await ensureDependencies();
const TRYGGFRAGA_BROWSER = await ensureBrowser();
await mustPass(
  'Format and lint',
  node(tool.biome, ['ci', ...(process.stdout.isTTY ? [] : ['--colors=off'])]),
);
await mustPass('Types', node(tool.tsc, ['-b']));
await mustPass('Dead code', node(tool.knip));
await mustPass('The build', node(tool.vite, ['build', '--logLevel', 'warn']));
// All of it: `npm run mutants`. A run of some tests only is not held up by it.
if (process.argv.length === 2) {
  await mustPass(
    'Mutation of changed files',
    node(tool.tsx, ['test/mutants/main.ts', '--changed']),
  );
}
process.exit(await node(tool.vitest, ['run', ...process.argv.slice(2)], { TRYGGFRAGA_BROWSER }));
