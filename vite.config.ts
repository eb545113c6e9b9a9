import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const page = (name: string): string => resolve(import.meta.dirname, 'launch', name);

export default defineConfig({
  root: '.',
  base: './',
  publicDir: false,
  // fhirclient then leaves out its built-in polyfills and server code.
  define: { FHIRCLIENT_PURE: 'true' },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: ['edge109', 'chrome109', 'firefox115', 'safari16.4'],
    modulePreload: { polyfill: false },
    rollupOptions: { input: { index: page('index.html'), app: page('app.html') } },
  },
});
