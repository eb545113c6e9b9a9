import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { besideTheEntry, nothingToWatch } from './setup/beside-the-entry.ts';
import { contentFiles } from './src/cli/content-folder.ts';

const page = (name: string): string => resolve(import.meta.dirname, 'launch', name);

/** Small stand-ins for what fhirclient drags into the browser and does not need there. */
const stub = (name: string): string =>
  resolve(import.meta.dirname, 'setup', 'browser-stubs', `${name}.cjs`);

/** What beginning a launch calls in fhirclient's own files; the rest of what they export is never reached. */
const called: ReadonlySet<string> = new Set([
  'authorize',
  'fetchWellKnownJson',
  'getSecurityExtensions',
  'isInFrame',
  'isInPopUp',
  'debug',
  'request',
  'checkResponse',
  'responseToJSON',
  'loweCaseKeys',
  'getAndCache',
  'fetchConformanceStatement',
  'getPath',
  'makeArray',
  'absolute',
  'randomString',
  'assert',
  'randomBytes',
  'digestSha256',
  'generatePKCEChallenge',
]);

/** Takes off the exports that are never reached, so that what they name falls away, and fhirclient's FHIR client. */
const lessOfFhirclient: Plugin = {
  name: 'less-of-fhirclient',
  enforce: 'pre',
  resolveId: (source, importer) =>
    /^\.{1,2}\/Client$/.test(source) && importer?.includes('/fhirclient/lib/')
      ? stub('fhirclient-client')
      : null,
  transform: (code, id) =>
    /\/fhirclient\/lib\/(smart|lib|settings|security\/browser)\.js$/.test(id)
      ? code
          // It would be said to whoever leaves `completeInTarget` out, which we do not.
          .replace(/^\s*console\.warn\(.*\);$/gm, '')
          .replace(/^exports\.(\w+) = \1;$/gm, (line, name) => (called.has(name) ? line : ''))
          .replace(/^exports\.(patientCompartment|fhirVersions) = [^;]*;$/gm, '')
      : null,
};

/** Checks the content and lays it beside the pages: docs/decisions/0008-content-is-fetched.md. */
const content: Plugin = {
  name: 'content',
  apply: 'build',
  generateBundle() {
    for (const [fileName, source] of contentFiles(import.meta.dirname)) {
      this.emitFile({ type: 'asset', fileName, source });
    }
  },
};

export default defineConfig({
  root: '.',
  base: './',
  publicDir: false,
  plugins: [content, lessOfFhirclient, besideTheEntry, nothingToWatch],
  // fhirclient then leaves out its built-in polyfills and server code.
  define: { FHIRCLIENT_PURE: 'true' },
  resolve: { alias: { debug: stub('debug'), 'js-base64': stub('js-base64') } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    // A file of words is fetched when its language is spoken, however small it is.
    assetsInlineLimit: 0,
    emptyOutDir: true,
    manifest: true,
    // HL7's whole FHIRPath: fetched only by a form that needs it (test/size.test.ts holds the others).
    chunkSizeWarningLimit: 1_250,
    target: ['edge109', 'chrome109', 'firefox115', 'safari16.4'],
    // One file of style and our own links: nothing then has to watch over what is fetched later.
    cssCodeSplit: false,
    modulePreload: false,
    rollupOptions: {
      input: {
        index: page('index.html'),
        app: page('app.html'),
        standalone: page('standalone.html'),
        training: page('training.html'),
        ahead: resolve(import.meta.dirname, 'src/web/ahead.ts'),
      },
      output: {
        entryFileNames: 'assets/[name]-[hash:6].js',
        chunkFileNames: 'assets/[name]-[hash:6].js',
      },
    },
  },
});
