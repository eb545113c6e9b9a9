import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/** Installs exactly what the lock file says, once: a stamp inside node_modules remembers which lock that was. */
export async function ensureDependencies() {
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Node 20.19 or newer is needed; this is ${process.versions.node}.`);
    process.exit(1);
  }
  const stamp = join(root, 'node_modules', '.installed-from');
  const hash = lockHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  console.log('Installing what is missing (once; about half a minute) …');
  const npm = process.env.npm_execpath;
  const code = npm?.endsWith('.js')
    ? await run(process.execPath, [npm, 'ci'])
    : await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci']);
  if (code !== 0) {
    console.error('npm ci failed; the network or the npm registry may be out of reach.');
    process.exit(1);
  }
  writeFileSync(stamp, hash);
}
