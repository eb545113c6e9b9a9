import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Browser, type BrowserContext, chromium, errors } from 'playwright-core';

/**
 * A browser as a workplace has it: started by itself on a profile folder of its own, not in the private mode and
 * without the switches that test tools add. We only look in through its debugging port.
 */
export type Workplace = {
  readonly profile: string;
  readonly context: BrowserContext;
  /** The window is closed as a person closes it. */
  readonly quit: () => Promise<void>;
  /** The power goes. */
  readonly kill: () => Promise<void>;
};

const args = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-port=0',
];

/** A profile that is set to go on where it was left, as many workplaces have it. */
export function newProfile(): string {
  const profile = mkdtempSync(join(tmpdir(), 'profile-'));
  mkdirSync(join(profile, 'Default'));
  const settings = { session: { restore_on_startup: 1 } };
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(settings));
  return profile;
}

export function forget(profile: string): void {
  rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** Opens the browser on a profile; `again` after a crash: it brings back what it had. */
export async function openBrowser(profile: string, again = false): Promise<Workplace> {
  const { child, browser } = await started(profile, again);
  const [context] = browser.contexts();
  if (!context) throw new Error('The browser has no window');
  return {
    profile,
    context,
    quit: async () => {
      const session = await browser.newBrowserCDPSession();
      await session.send('Browser.close').catch(ignoreClosed);
      await ended(child);
    },
    kill: () => kill(child),
  };
}

type Started = { readonly child: ChildProcess; readonly browser: Browser };

/**
 * On a busy machine a browser that is bringing back its windows may stay deaf to whoever looks in. It is then killed
 * and opened once more: it has crashed twice, and brings back the same.
 */
async function started(profile: string, again: boolean, tries = 4): Promise<Started> {
  const child = spawned(profile, again);
  try {
    return { child, browser: await connect(child, portFile(profile)) };
  } catch (error) {
    await kill(child);
    const deaf = error instanceof errors.TimeoutError || error instanceof NotOpened;
    if (tries <= 1 || !deaf) throw error;
    return started(profile, again, tries - 1);
  }
}

const portFile = (profile: string): string => join(profile, 'DevToolsActivePort');

function spawned(profile: string, again: boolean): ChildProcess {
  const path = process.env['TRYGGFRAGA_BROWSER'];
  if (path === undefined) throw new Error('Run with `npm test`: it finds or installs a browser.');
  rmSync(portFile(profile), { force: true });
  rmSync(join(profile, 'SingletonLock'), { force: true });
  const more = again ? ['--restore-last-session', '--hide-crash-restore-bubble'] : ['about:blank'];
  return spawn(path, [...args, `--user-data-dir=${profile}`, ...more], {
    stdio: 'ignore',
    detached: true,
  });
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.pid !== undefined && groupLives(child.pid)) process.kill(-child.pid, 'SIGKILL');
  await ended(child);
}

/** The browser may be gone before it has answered that it goes. */
function ignoreClosed(error: unknown): void {
  if (!(error instanceof Error) || !/closed/i.test(error.message)) throw error;
}

/** It ended, or did not open its port, before anybody could look in. */
class NotOpened extends Error {}

async function connect(child: ChildProcess, port: string): Promise<Browser> {
  for (let tries = 0; tries < 450; tries += 1) {
    if (child.exitCode !== null) throw new NotOpened(`The browser ended with ${child.exitCode}`);
    const [number] = existsSync(port) ? readFileSync(port, 'utf8').split('\n') : [];
    if (number) return look(`http://127.0.0.1:${number}`);
    await wait(100);
  }
  throw new NotOpened('The browser did not open within 45 s');
}

/** The first look is the one that may stay unanswered while windows are brought back: the second is patient. */
async function look(address: string): Promise<Browser> {
  try {
    return await chromium.connectOverCDP(address, { timeout: 10_000 });
  } catch (error) {
    if (!(error instanceof errors.TimeoutError)) throw error;
    return chromium.connectOverCDP(address, { timeout: 20_000 });
  }
}

/** Gone, and with it the helpers that still write to the profile. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    await new Promise((resolve) => child.once('exit', resolve));
  }
  for (let tries = 0; tries < 100 && groupLives(child.pid); tries += 1) await wait(50);
}

function groupLives(pid: number | undefined): boolean {
  if (pid === undefined) return false;
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    // No such group any more.
    return false;
  }
}
