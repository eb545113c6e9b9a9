import { createHash } from 'node:crypto';
import { access, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where spent tokens are remembered. Times are seconds. Both answers may come from another process's memory. */
export type ReplayStore = {
  /** A cheap look before the signature is verified; `remember` decides. */
  has(key: string): boolean | Promise<boolean>;
  /** True when nobody has remembered it before: exactly one of two simultaneous calls is told true. */
  remember(key: string, until: number, now: number): boolean | Promise<boolean>;
};

/**
 * In this process's memory. Bounded: when it is full of tokens still in their time, the next is refused
 * rather than an old one forgotten.
 */
export function memoryReplayStore(most = 1_000_000): ReplayStore & { size(): number } {
  const spent = new Map<string, number>();
  // Entries lie in the order they came and live at most as long as a token; the front is the oldest.
  const sweep = (now: number): void => {
    for (const [key, until] of spent) {
      if (until > now) return;
      spent.delete(key);
    }
  };
  return {
    has: (key) => spent.has(key),
    remember(key, until, now) {
      sweep(now);
      if (spent.has(key) || spent.size >= most) return false;
      spent.set(key, until);
      return true;
    },
    size: () => spent.size,
  };
}

const nameOf = (key: string): string => createHash('sha256').update(key).digest('hex');

const yes = (): boolean => true;
const no = (): boolean => false;

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST';

/** In a folder that several processes share: one file a token, made with O_EXCL, so that one process wins. */
export async function folderReplayStore(
  folder: string,
): Promise<ReplayStore & { sweep(now: number): Promise<void> }> {
  await mkdir(folder, { recursive: true });
  return {
    has: (key) => access(join(folder, nameOf(key))).then(yes, no),
    async remember(key, until) {
      try {
        const file = await open(join(folder, nameOf(key)), 'wx');
        await file.writeFile(String(until)).finally(() => file.close());
        return true;
      } catch (error) {
        if (isTaken(error)) return false;
        throw error;
      }
    },
    async sweep(now) {
      for (const name of await readdir(folder)) {
        // Another process may have swept it meanwhile; a file still empty is being written.
        const until = Number(await readFile(join(folder, name), 'utf8').catch(() => ''));
        if (until > 0 && until <= now) await rm(join(folder, name), { force: true });
      }
    },
  };
}
