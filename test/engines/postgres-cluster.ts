import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from './run-program.ts';
import { Unavailable } from './unavailable.ts';

export type PostgresCluster = { readonly server: string; readonly stop: () => Promise<void> };

/** A private cluster on a socket in a folder of its own, nothing on the network; it goes when it is stopped. */
export async function startPostgres(): Promise<PostgresCluster> {
  const programs = await programFolder();
  const as = await unprivileged();
  const folder = await mkdtemp(join(tmpdir(), 'pg-'));
  await chmod(folder, 0o700);
  if (as !== undefined) await chown(folder, as.uid, as.gid);
  const data = join(folder, 'data');
  const program = async (name: string, args: readonly string[]): Promise<void> => {
    const { code, said } = await runProgram(join(programs, name), args, { ...as, cwd: folder });
    if (code !== 0) throw new Error(`${name}: ${said.trim().slice(-400)}`);
  };
  const stop = async (): Promise<void> => {
    await program('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']);
    await rm(folder, { recursive: true, force: true });
  };
  await program('initdb', ['-D', data, '-U', 'coverage', '-A', 'trust', '-E', 'UTF8', '--no-sync']);
  const settings = `-c listen_addresses='' -c unix_socket_directories='${folder}' -c fsync=off`;
  const log = join(folder, 'log');
  await program('pg_ctl', ['-D', data, '-l', log, '-w', '-t', '300', '-o', settings, 'start']);
  return { server: `host=${folder} user=coverage dbname=postgres`, stop };
}

const debian = '/usr/lib/postgresql';

async function programFolder(): Promise<string> {
  const found = installed();
  if (found !== undefined) return found;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Unavailable('no initdb on the path, and only root on Debian can install it');
  }
  await runProgram('apt-get', ['update', '-q']);
  const { code, said } = await runProgram(
    'apt-get',
    ['install', '-q', '-y', '--no-install-recommends', 'postgresql'],
    { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } },
  );
  const now = installed();
  if (code !== 0 || now === undefined) {
    throw new Unavailable(`apt-get install postgresql: ${said.trim().split('\n').at(-1)}`);
  }
  return now;
}

function installed(): string | undefined {
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  const newestFirst = versions.toSorted((a, b) => Number(b) - Number(a));
  const folders = [
    ...newestFirst.map((version) => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(':'),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')));
}

/** PostgreSQL refuses to run as root: then the account that its package made, or nobody. */
async function unprivileged() {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (flag) => (await runProgram('id', [flag, name])).said.trim()),
    );
    if (/^\d+$/.test(uid ?? '')) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Unavailable('root, and no other account to run PostgreSQL as');
}
