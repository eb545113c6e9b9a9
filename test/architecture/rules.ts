/** Which folder may import which (docs: the map in README). Nothing else; each through its index.ts. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  fhir: [],
  markup: [],
  questionnaire: ['fhir'],
  routine: ['fhir'],
  guidance: ['fhir', 'questionnaire', 'routine'],
  record: ['fhir', 'questionnaire', 'guidance', 'routine'],
  publish: ['fhir', 'questionnaire', 'guidance', 'routine'],
  session: ['fhir'],
  outbox: ['fhir'],
  web: ['fhir', 'questionnaire', 'routine', 'guidance', 'record', 'session', 'outbox'],
  cds: ['fhir', 'questionnaire', 'routine', 'guidance'],
  sandbox: ['fhir'],
  coverage: ['fhir', 'markup', 'routine'],
  handbook: ['markup', 'questionnaire', 'routine', 'guidance'],
  cli: [
    'fhir',
    'questionnaire',
    'routine',
    'guidance',
    'record',
    'publish',
    'cds',
    'sandbox',
    'coverage',
    'handbook',
  ],
};

const node = ['sandbox', 'cds', 'coverage', 'cli'];

/** Packages that only some folders (or one file) may know. */
const onlyIn: readonly { readonly packages: RegExp; readonly places: readonly string[] }[] = [
  { packages: /^fhirclient/, places: ['src/session/'] },
  { packages: /^i18next/, places: ['src/web/dictionary.ts'] },
  { packages: /^(preact|@preact\/signals)/, places: ['src/web/'] },
  { packages: /^(fhir-kit-client|@duckdb\/)/, places: ['src/coverage/'] },
  {
    packages: /^@medplum\/definitions$/,
    places: ['src/sandbox/', 'src/cli/questionnaire/'],
  },
  { packages: /^(@medplum\/|oidc-provider)/, places: ['src/sandbox/'] },
  { packages: /^(node:|hono|@hono\/|zod$)/, places: node.map((folder) => `src/${folder}/`) },
];

export type Import = {
  readonly from: string;
  readonly to: string;
  /** The name as written, for a package. */
  readonly written: string;
};

const folderOf = (path: string): string | undefined => /^src\/([^/]+)\//.exec(path)?.[1];
const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);

function wrongDirection({ from, to }: Import): string | undefined {
  const [source, target] = [folderOf(from), folderOf(to)];
  if (source === undefined || target === undefined || source === target) return undefined;
  if (to !== `src/${target}/index.ts`) {
    return `${target} is entered through its index.ts: ${from} → ${to}`;
  }
  const allowed = mayImport[source] ?? [];
  if (isTest(from) || allowed.includes(target)) return undefined;
  return `${source} may import only ${allowed.join(', ') || 'nothing'}: ${from} → ${to}`;
}

function wrongPackage({ from, written }: Import): string | undefined {
  if (isTest(from) || !from.startsWith('src/')) return undefined;
  const rule = onlyIn.find(({ packages }) => packages.test(written));
  if (rule === undefined || rule.places.some((place) => from.startsWith(place))) return undefined;
  return `${written} belongs to ${rule.places.join(', ')}: ${from}`;
}

/** One readable line for each import that runs the wrong way. */
export function wrongImports(imports: readonly Import[]): readonly string[] {
  return imports.flatMap((each) =>
    [wrongDirection(each), wrongPackage(each)].filter((x) => x !== undefined),
  );
}
