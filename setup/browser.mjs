import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { node, run } from './run.mjs';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)']]
    .filter(Boolean)
    .flatMap((folder) => [
      join(folder, 'Google/Chrome/Application/chrome.exe'),
      join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ]),
];

function runnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there, or not ours to run: either way the next place is tried.
    return false;
  }
}

function installedBrowser() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...elsewhere].find(runnable);
}

async function playwrightBrowser() {
  const require = createRequire(import.meta.url);
  const { chromium } = require('playwright-core');
  if (!existsSync(chromium.executablePath())) {
    await node(require.resolve('playwright-core/cli.js'), ['install', 'chromium']);
  }
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

async function debianBrowser() {
  if (process.getuid?.() !== 0 || !runnable('/usr/bin/apt-get')) return undefined;
  console.log('Installing Chromium from Debian (once) …');
  await run('apt-get', ['update', '-qq']);
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
    DEBIAN_FRONTEND: 'noninteractive',
  });
  return installedBrowser();
}

/** The path of a Chromium-like browser: one that is there, else Debian's package, else Playwright's download. */
export async function ensureBrowser() {
  const path =
    process.env.TRYGGFRAGA_BROWSER ??
    installedBrowser() ??
    (await debianBrowser()) ??
    (await playwrightBrowser());
  if (path !== undefined) return path;
  console.error(
    'No browser for the tests. Install Chromium, Chrome or Edge, or set TRYGGFRAGA_BROWSER to the path of one.',
  );
  return process.exit(1);
}
