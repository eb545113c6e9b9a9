import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { build, type Plugin } from 'vite';
import { instrumented, mutantsOf, switchboard } from './instrument.ts';
import type { Mutant } from './mutant.ts';

/** The code with its changes and the tests that judge it, as one script. */
export type Bundle = { readonly code: string; readonly mutants: readonly Mutant[] };

const entry = 'judges-of-mutants';

function plugin(
  root: string,
  firsts: ReadonlyMap<string, number>,
  judges: readonly string[],
): Plugin {
  return {
    name: 'mutants',
    enforce: 'pre',
    resolveId: (id) => (id.endsWith(entry) ? entry : null),
    load(id) {
      if (id === entry)
        return judges.map((each) => `import ${JSON.stringify(resolve(root, each))};`).join('\n');
      const file = relative(root, id);
      if (!/\.tsx?$/.test(id) || file.startsWith('..')) return null;
      const text = readFileSync(id, 'utf8');
      const first = firsts.get(file);
      const code =
        first === undefined
          ? `${switchboard}.at(${JSON.stringify(file)});\n${text}`
          : instrumented(file, text, first);
      return code
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
        .replaceAll('import.meta.url', JSON.stringify(`file://${id}`));
    },
  };
}

export async function bundleOf(
  root: string,
  files: readonly string[],
  judges: readonly string[],
): Promise<Bundle> {
  const mutants: Mutant[] = [];
  const firsts = new Map<string, number>();
  for (const file of files) {
    firsts.set(file, mutants.length);
    mutants.push(...mutantsOf(file, readFileSync(resolve(root, file), 'utf8'), mutants.length));
  }
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [plugin(root, firsts, judges)],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      ssr: true,
      write: false,
      minify: false,
      target: 'es2023',
      rollupOptions: {
        input: { judges: entry },
        external: (id: string) => !id.endsWith(entry) && !/^[./]/.test(id),
        treeshake: false,
        output: { format: 'cjs', codeSplitting: false },
      },
    },
  });
  if (!('output' in built)) throw new Error('the judges were not bundled');
  return { code: built.output[0].code, mutants };
}
