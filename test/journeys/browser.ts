import { type Browser, chromium } from 'playwright-core';

/** Chromium as the tests start it: headless, and with nothing of its own reaching for the network. */
export function startBrowser(args: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env['TRYGGFRAGA_BROWSER'];
  if (executablePath === undefined) {
    throw new Error('Run the journeys with `npm test`: it finds or installs a browser first.');
  }
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...args,
    ],
  });
}
