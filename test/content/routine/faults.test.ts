import { expect, test } from 'vitest';
import * as z from 'zod';
import { loadPack, parsePack } from '../../../src/routine/index.ts';
import { folders, readJson } from './content.ts';

const planted = z
  .array(
    z.strictObject({
      fault: z.string(),
      overlay: z.record(z.string(), z.unknown()),
      problems: z.array(z.string()),
    }),
  )
  .parse(readJson('test/content/routine/faults.json'));

test.each(planted)('a region that writes $fault is told where', ({ overlay, problems }) => {
  const loaded = loadPack('broken', {
    ...folders,
    broken: { 'all.json': { extends: 'se-orebro', licence: 'CC0-1.0', ...overlay } },
  });
  const told = loaded.ok
    ? []
    : loaded.problems.map(({ code, path, found }) =>
        code === 'shape' ? `shape at ${path}` : `${code} at ${path}: ${found}`,
      );
  expect(told).toEqual(problems);
});

test.each([undefined, null, 7, 'pack', [], {}])('%j is refused, never thrown at', (content) => {
  expect(parsePack(content)).toMatchObject({ ok: false });
});
