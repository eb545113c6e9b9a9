import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { changesBetween, loadPack, type Pack } from '../../routine/index.ts';
import { readRoutineFolders } from '../routine-folder.ts';
import { changeWords } from './change-words.ts';

const cases = z
  .array(
    z.strictObject({
      change: z.string(),
      overlay: z.record(z.string(), z.unknown()),
      sv: z.array(z.string()),
      en: z.array(z.string()),
    }),
  )
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'diff-cases.json'), 'utf8')));

const { folders } = readRoutineFolders('routines/se');

function packWith(overlay: object): Pack {
  const own = { 'all.json': { extends: 'se', licence: 'CC0-1.0', version: '0.1.0', ...overlay } };
  const loaded = loadPack('changed', { ...folders, changed: own });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.pack;
}

function said(overlay: object, language: 'sv' | 'en'): readonly string[] {
  const [before, after] = [packWith({}), packWith(overlay)];
  const between = { before, after, language, question: (linkId: string) => linkId };
  return changesBetween(before, after).flatMap((change) => changeWords(change, between));
}

test.each(cases)('$change is told in words', ({ overlay, sv, en }) => {
  for (const part of sv) expect(said(overlay, 'sv').join('\n')).toContain(part);
  for (const part of en) expect(said(overlay, 'en').join('\n')).toContain(part);
});

test('what is the same is not told', () => {
  expect(said({}, 'sv')).toEqual([]);
});
