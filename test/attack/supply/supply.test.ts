import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';

const lockShape = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      link: z.boolean().optional(),
      dev: z.boolean().optional(),
    }),
  ),
});
const ownShape = z.looseObject({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});
const sbomShape = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  components: z.array(
    z.looseObject({
      name: z.string(),
      version: z.string(),
      purl: z.string(),
      hashes: z.array(z.looseObject({ alg: z.string() })).optional(),
      licenses: z.array(z.unknown()).optional(),
    }),
  ),
});

const text = (path: string): string => readFileSync(path, 'utf8');
const lock = lockShape.parse(JSON.parse(text('package-lock.json')));
const own = ownShape.parse(JSON.parse(text('package.json')));
/** Our own five lines in the place of a package: docs/decisions/0002-dependencies.md. */
const stand = 'setup/isomorphic-webcrypto';
const packages = Object.entries(lock.packages).filter(
  ([path, { resolved = '' }]) => path !== '' && !`${path} ${resolved}`.includes(stand),
);

describe('what is installed', () => {
  test('every package of the lock is held to its content, and to no place but the registry', () => {
    const loose = packages.filter(
      ([, { integrity = '' }]) => !/^sha512-[\w+/]{86}==$/.test(integrity),
    );
    expect(loose).toEqual([]);
    const elsewhere = packages.filter(
      ([, { resolved, link }]) =>
        link === true ||
        !(resolved ?? 'https://registry.npmjs.org/').startsWith('https://registry.npmjs.org/'),
    );
    expect(elsewhere).toEqual([]);
  });

  test('every direct dependency has a reason on a page of decisions, and an exact version', () => {
    const pages = readdirSync('docs/decisions').map((name) => text(join('docs/decisions', name)));
    const all = { ...own.dependencies, ...own.devDependencies };
    const named = (name: string): boolean => {
      const [scope = '', short = ''] = name.split('/');
      return pages.some(
        (page) =>
          page.includes(name) || (short !== '' && page.includes(scope) && page.includes(short)),
      );
    };
    expect(Object.keys(all).filter((name) => !named(name))).toEqual([]);
    expect(
      Object.values(all).filter((version) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)),
    ).toEqual([]);
  });

  test('no package may run a script when it is installed', () => {
    expect(text('.npmrc').split('\n')).toContain('ignore-scripts=true');
  });

  test('they are as many as the page of dependencies allows, and no more', () => {
    const page = text('docs/decisions/0002-dependencies.md');
    const [, most = '0', mostUsed = '0'] = /at most (\d+) packages, (\d+) of them/.exec(page) ?? [];
    expect(Number(most)).toBeGreaterThan(0);
    expect(packages.length).toBeLessThanOrEqual(Number(most));
    expect(packages.filter(([, { dev }]) => dev !== true).length).toBeLessThanOrEqual(
      Number(mostUsed),
    );
  });

  test('the bill of materials names every package that is installed, with version and licence', () => {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const args = ['run', '-s', 'sbom'];
    const written = execFileSync(npm, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    const { components } = sbomShape.parse(JSON.parse(written));
    const others = components.filter(({ name }) => name !== 'isomorphic-webcrypto');
    const bare = others.filter(
      ({ hashes, licenses }) =>
        !hashes?.some(({ alg }) => alg === 'SHA-512') ||
        licenses === undefined ||
        licenses.length === 0,
    );
    // Two of the National Library of Medicine's, whose licence is a text of its own in the package.
    expect(bare.map(({ name }) => name).sort()).toEqual(['@lhncbc/ucum-lhc', 'fhirpath']);
    const names = new Set(components.map(({ name }) => name));
    expect(Object.keys(own.dependencies).filter((name) => !names.has(name))).toEqual([]);
  });
});

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
  .map((name) => join('src', name));

describe('what we wrote', () => {
  test('nothing of ours makes code or markup out of text', () => {
    const dangerous =
      /\binnerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(|srcdoc|createContextualFragment|DOMParser|dangerouslySetInnerHTML/;
    expect(sources.filter((path) => dangerous.test(text(path)))).toEqual([]);
  });

  test('nothing of ours keeps anything in the browser, or listens to other windows, but the launch’s own record', () => {
    const keeping =
      /localStorage|indexedDB|document\.cookie|serviceWorker|sendBeacon|window\.caches|\.postMessage\(|addEventListener\('message'|window\.sessionStorage/;
    expect(sources.filter((path) => keeping.test(text(path)))).toEqual([
      join('src', 'session', 'browser-ports.ts'),
    ]);
  });

  test('the built app names no address but the standards’ own', () => {
    const known =
      /^(terminology\.hl7\.org|hl7\.org|tryggfraga\.example|www\.w3\.org|fhir\.org|terminology\.hl7\.se|electronichealth\.se|unitsofmeasure\.org|snomed\.info|loinc\.org|127\.0\.0\.1|phr\.kanta\.fi|developer\.mozilla\.org|fhir-registry\.smarthealthit\.org|docs\.smarthealthit\.org|github\.com)$/;
    const files = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(js|html|css|json)$/.test(name),
    );
    expect(files.length).toBeGreaterThan(20);
    const hosts = files.flatMap((name) =>
      [...text(join('dist', name)).matchAll(/\b(?:https?|wss?):\/\/([a-z0-9.-]+)/gi)].map(
        ([, host = '']) => host,
      ),
    );
    expect([...new Set(hosts)].filter((host) => !known.test(host))).toEqual([]);
    expect(files.filter((name) => name.endsWith('.map'))).toEqual([]);
  });
});
