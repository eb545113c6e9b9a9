/** The fault matrix in Chromium, against the built app. */
export { browserCells, someBrowserCells } from './plan.ts';
export { runBrowserCells } from './run.ts';
export { type BrowserWorld, openBrowserWorld } from './world.ts';
