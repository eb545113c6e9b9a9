import type { HtmlTagDescriptor, Plugin } from 'vite';

const link = (file: string): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { rel: 'modulepreload', crossorigin: true, href: `../${file}` },
  injectTo: 'head',
});

/** A script that waits for nothing and that nothing waits for. */
const script = (file: string): HtmlTagDescriptor => ({
  tag: 'script',
  attrs: { type: 'module', async: true, crossorigin: true, src: `../${file}` },
  injectTo: 'head-prepend',
});

/**
 * What each page fetches beside its script from the start. The app's page asks the network before what shows the
 * answers is there, so what it imports later is fetched then too, and `ahead` runs before either.
 */
export const besideTheEntry: Plugin = {
  name: 'beside-the-entry',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(_, { path, bundle = {}, chunk }) {
      if (chunk === undefined) return [];
      const chunks = Object.values(bundle).filter((each) => each.type === 'chunk');
      const withImports = (name: string, seen: Set<string>): Set<string> => {
        const found = chunks.find(({ fileName }) => fileName === name);
        if (seen.has(name) || found === undefined) return seen;
        return found.imports.reduce((all, each) => withImports(each, all), seen.add(name));
      };
      const isApp = path.endsWith('/app.html');
      const files = [chunk.fileName, ...(isApp ? chunk.dynamicImports : [])].reduce(
        (all, each) => withImports(each, all),
        new Set<string>(),
      );
      files.delete(chunk.fileName);
      const ahead = isApp ? chunks.filter(({ name }) => name === 'ahead') : [];
      return [...ahead.map(({ fileName }) => script(fileName)), ...[...files].map(link)];
    },
  },
};

/** Vite's own watch over what is fetched later has nothing to do: the style is one file and the links are ours. */
export const nothingToWatch: Plugin = {
  name: 'nothing-to-watch',
  enforce: 'pre',
  load: (id) =>
    id.endsWith('vite/preload-helper.js') ? 'export const __vitePreload = (load) => load();' : null,
};
