import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { contentFiles } from './src/cli/content-folder.ts';

const page = (name: string): string => resolve(import.meta.dirname, 'launch', name);

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
  plugins: [content],
  // fhirclient then leaves out its built-in polyfills and server code.
  define: { FHIRCLIENT_PURE: 'true' },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    target: ['edge109', 'chrome109', 'firefox115', 'safari16.4'],
    modulePreload: { polyfill: false },
    rollupOptions: { input: { index: page('index.html'), app: page('app.html') } },
  },
});
