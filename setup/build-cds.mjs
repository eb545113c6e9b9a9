/** The CDS service as one file that needs nothing but Node: `node build/cds.mjs --config FILE`. */
import { ensureDependencies } from './dependencies.mjs';
import { root } from './run.mjs';

await ensureDependencies();
const { build } = await import('vite');
await build({
  root,
  configFile: false,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    ssr: 'src/cli/cds.ts',
    outDir: 'build',
    target: 'node20',
    rollupOptions: { output: { entryFileNames: 'cds.mjs', codeSplitting: false } },
  },
});
