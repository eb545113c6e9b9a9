import { execFileSync } from 'node:child_process';

/** What git says, or undefined where it says nothing (no repository, no such commit). */
function git(...args: readonly string[]): string | undefined {
  try {
    return execFileSync('git', args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch (error) {
    // Not a repository, or a clone without history: the caller says so and takes a sample of everything.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** Undefined where this is what `origin/main` is: then the commit before is compared with. */
function lastCommon(): string | undefined {
  const common = git('merge-base', 'HEAD', 'origin/main');
  return common === git('rev-parse', 'HEAD') ? undefined : common;
}

/** Files that differ from a commit, with what is not committed yet; undefined where there is no history to compare with. */
export function changedSince(
  given: string | undefined,
): { readonly since: string; readonly files: readonly string[] } | undefined {
  const since = given ?? lastCommon() ?? git('rev-parse', '--verify', '--quiet', 'HEAD~1');
  if (since === undefined) return undefined;
  const found = git('diff', '--name-only', '--diff-filter=d', since);
  if (found === undefined && given !== undefined) throw new Error(`no such commit: ${given}`);
  return found === undefined
    ? undefined
    : { since: since.slice(0, 12), files: found.split('\n').filter((file) => file !== '') };
}
