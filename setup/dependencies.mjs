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

/**
 * `install` and not `ci`: a lock holds the native parts only of the platforms that could be seen when it was
 * written, and `ci` refuses the others. `--no-save` leaves the lock as it is.
 */
const installing = ['install', '--no-save'];

/** Installs the versions of the lock file, once: a stamp inside node_modules remembers which lock that was. */
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
    ? await run(process.execPath, [npm, ...installing])
    : await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', installing);
  if (code !== 0) {
    console.error('npm install failed; the network or the npm registry may be out of reach.');
    process.exit(1);
  }
  writeFileSync(stamp, hash);
}
