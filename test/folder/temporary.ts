import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const made: string[] = [];

afterAll(() => {
  for (const each of made) rmSync(each, { recursive: true, force: true });
});

/** A folder for the tests of one file, which goes when they have run. */
export function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tryggfraga-test-'));
  made.push(folder);
  return folder;
}
