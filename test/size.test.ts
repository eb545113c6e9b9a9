import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';

const manifestShape = z.record(
  z.string(),
  z.object({
    file: z.string(),
    imports: z.array(z.string()).optional(),
    dynamicImports: z.array(z.string()).optional(),
    css: z.array(z.string()).optional(),
  }),
);
type Manifest = z.infer<typeof manifestShape>;

const gzipped = (file: string): number =>
  gzipSync(readFileSync(join('dist', file)), { level: 9 }).length;
const total = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + gzipped(file), 0) / 1000;

/** The file of an entry and of all that it imports: statically, or also what it may fetch later. */
function filesOf(
  manifest: Manifest,
  entry: string,
  when: 'at once' | 'ever',
  seen = new Set<string>(),
): readonly string[] {
  const chunk = manifest[entry];
  if (chunk === undefined || seen.has(entry)) return [];
  seen.add(entry);
  const { file, imports = [], dynamicImports = [] } = chunk;
  const next = when === 'ever' ? [...imports, ...dynamicImports] : imports;
  return [file, ...next.flatMap((each) => filesOf(manifest, each, when, seen))];
}

/** What fills a form: reading it, answering, what follows, words, the response out and in again. */
const filling = [
  ...['answer', 'start', 'stop', 'problemsOf', 'scoresOf', 'isEnabled', 'valuesOf', 'keptValuesOf'],
  ...['optionsOf', 'textOf', 'liveTextOf', 'markupOf', 'toResponse', 'fromResponse', 'sameValue'],
];

/** The readers with all that fills a form, and everything that these import. */
async function engineSize(readers: readonly string[]): Promise<number> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'engine',
        resolveId: (id) => (id === 'engine' ? id : undefined),
        load: (id) =>
          id === 'engine'
            ? `export { ${[...readers, ...filling].join()} } from '/src/questionnaire/index.ts'`
            : undefined,
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      rollupOptions: { input: 'engine', preserveEntrySignatures: 'strict' },
    },
  });
  const outputs = Array.isArray(built) ? built : 'output' in built ? [built] : [];
  const code = outputs.flatMap(({ output }) =>
    output.flatMap((each) => (each.type === 'chunk' ? each.code : [])),
  );
  expect(code.join('')).not.toBe('');
  return gzipSync(code.join(''), { level: 9 }).length / 1000;
}

describe('what a slow line has to carry (gzip)', () => {
  let manifest: Manifest;
  let files: readonly string[];
  beforeAll(() => {
    manifest = manifestShape.parse(JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8')));
    files = readdirSync('dist', { recursive: true, encoding: 'utf8' });
  });

  test('the gate needs at most 60 kB of script', () => {
    const entries = ['launch/app.html', 'src/web/app-page.tsx', 'src/web/ahead.ts'];
    const scripts = entries.map((entry) => filesOf(manifest, entry, 'at once'));
    expect(scripts.every(({ length }) => length > 0)).toBe(true);
    expect(total([...new Set(scripts.flat())])).toBeLessThanOrEqual(60);
  });

  /** All that a page can come to fetch, without what evaluates FHIRPath. */
  const everything = (...pages: readonly string[]): readonly string[] => {
    const entries = [...pages.map((page) => `launch/${page}.html`), 'src/web/ahead.ts'];
    const found = entries.flatMap((entry) => filesOf(manifest, entry, 'ever'));
    return [...new Set(found)].filter((file) => !file.includes('fhirpath'));
  };

  test('all JavaScript of the pages that an EHR opens, without fhirpath, is at most 110 kB', () => {
    const scripts = everything('index', 'app');
    expect(scripts.length).toBeGreaterThan(5);
    expect(total(scripts)).toBeLessThanOrEqual(110);
  });

  test('the engine that fills a form is at most 20 kB, with its own FHIRPath and its matcher of regular expressions', async () => {
    expect(await engineSize(['parse'])).toBeLessThanOrEqual(20);
  });

  test('it is at most 14 kB for forms without either, and 21.2 kB with the wider functions', async () => {
    expect(await engineSize(['parsePlain'])).toBeLessThanOrEqual(14);
    expect(await engineSize(['parse', 'widerFunctions'])).toBeLessThanOrEqual(21.2);
  });

  test('the pages that no EHR opens share it: at most 7 kB of their own', () => {
    const shared = new Set(everything('index', 'app'));
    const own = everything('standalone', 'training').filter((file) => !shared.has(file));
    expect(own.length).toBeGreaterThan(1);
    expect(total(own)).toBeLessThanOrEqual(7);
  });

  test('no script is left over', () => {
    const known = everything('index', 'app', 'standalone', 'training');
    const all = files.filter((file) => file.endsWith('.js') && !file.includes('fhirpath'));
    expect(all.toSorted()).toEqual(known.toSorted());
  });

  test('the view of any questionnaire is at most 15 kB', () => {
    const view = files.filter((file) => /(^|[\\/])form-[^\\/]*\.(js|css)$/.test(file));
    expect(view.length).toBeGreaterThan(0);
    expect(total(view)).toBeLessThanOrEqual(15);
  });

  test('the style is at most 6 kB', () => {
    expect(total(files.filter((file) => file.endsWith('.css')))).toBeLessThanOrEqual(6);
  });

  test('each language is at most 8 kB', () => {
    const languages = Object.entries(manifest).filter(([source]) => source.startsWith('locales/'));
    expect(languages.length).toBeGreaterThanOrEqual(2);
    for (const [, { file }] of languages) expect(total([file])).toBeLessThanOrEqual(8);
  });
});
