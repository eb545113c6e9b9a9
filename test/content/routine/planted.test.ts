import { expect, test } from 'vitest';
import * as z from 'zod';
import { findingInWords } from '../../../src/cli/check-report.ts';
import { checkRoutine } from '../../../src/guidance/index.ts';
import { type Form, parse } from '../../../src/questionnaire/index.ts';
import { caseFile, loadPack, type Pack, type WorkedCase } from '../../../src/routine/index.ts';
import { adult, casesOf, folders, readJson } from './content.ts';

const planted = z
  .array(
    z.strictObject({
      fault: z.string(),
      /** Laid over the national routine for adults. */
      overlay: z.record(z.string(), z.unknown()),
      /** Laid over items of its questionnaire, by linkId. */
      form: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
      cases: z.array(z.unknown()).default([]),
      /** Codes that are found, maybe beside others. */
      finds: z.array(z.string()),
      /** What stands in the words of what was found. */
      says: z.array(z.string()),
    }),
  )
  .parse(readJson('test/content/routine/planted.json'));

type Planted = (typeof planted)[number];
type Item = { readonly linkId?: string; readonly item?: readonly Item[] };

/** The national routine with the adult audience alone. */
const national = Object.fromEntries(
  Object.entries(folders['se'] ?? {}).map(([file, content]) => {
    const { audiences, ...rest } = content as { readonly audiences?: readonly { id: string }[] };
    return [
      file,
      audiences ? { ...rest, audiences: audiences.filter((a) => a.id === 'adult') } : content,
    ];
  }),
);

function brokenPack({ overlay }: Planted): Pack {
  const loaded = loadPack('broken', {
    se: national,
    broken: { 'all.json': { extends: 'se', licence: 'CC0-1.0', ...overlay } },
  });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.pack;
}

function patched(item: Item, patch: NonNullable<Planted['form']>): Item {
  const inside = item.item ? { item: item.item.map((each) => patched(each, patch)) } : {};
  return { ...item, ...inside, ...patch[item.linkId ?? ''] };
}

function brokenForm({ form }: Planted): Form {
  if (form === undefined) return adult;
  const parsed = parse(
    patched(readJson('questionnaires/health-questions-adult.json') as Item, form),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.form;
}

function casesWith(
  each: Planted,
): readonly { readonly path: string; readonly given: WorkedCase }[] {
  const own = caseFile.parse({ licence: 'CC0-1.0', about: '', cases: each.cases }).cases;
  return [...casesOf('se'), ...own.map((given) => ({ path: 'own', given }))];
}

function foundIn(each: Planted) {
  const pack = brokenPack(each);
  const form = brokenForm(each);
  const { findings } = checkRoutine({
    pack,
    formOf: (canonical) => (canonical === adult.url ? form : undefined),
    cases: casesWith(each),
    today: '2026-11-22',
  });
  return { form, faults: findings.filter(({ weight }) => weight === 'fault') };
}

test('nothing is found where nothing is planted', () => {
  const nothing = { fault: '', overlay: {}, cases: [], finds: [], says: [] };
  expect(foundIn(nothing).faults).toEqual([]);
});

test.each(planted)('$fault is found, and told in words', (each) => {
  const { form, faults } = foundIn(each);
  expect(faults.map(({ code }) => code)).toEqual(expect.arrayContaining(each.finds));
  const meant = faults.filter(({ code }) => each.finds.includes(code));
  const words = meant.flatMap((finding) => findingInWords(finding, { form, language: 'sv' }));
  for (const part of each.says) expect(words.join('\n')).toContain(part);
});

test('every kind of fault has been planted', () => {
  expect(new Set(planted.flatMap(({ finds }) => finds)).size).toBeGreaterThan(40);
});
