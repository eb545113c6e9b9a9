import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { orebro, period } from '../../../test/coverage/orebro.ts';
import { temporary } from '../../../test/folder/temporary.ts';
import { runCoverage } from '../run-coverage.ts';
import type { Cache } from './index.ts';

const pack = orebro();
const key = Buffer.alloc(32, 7);
const [{ questionnaire } = { questionnaire: '' }] = pack.audiences;

const person = { resourceType: 'Patient', id: 'p', birthDate: '1980-01-01', gender: 'female' };
const visit = (id: string): object => ({
  resourceType: 'Encounter',
  id,
  status: 'finished',
  class: { code: 'AMB' },
  subject: { reference: 'Patient/p' },
  period: { start: '2026-03-01' },
});
const notAsked = (id: string): object => ({
  resourceType: 'QuestionnaireResponse',
  id: `r-${id}`,
  questionnaire,
  status: 'completed',
  subject: { reference: 'Patient/p' },
  encounter: { reference: `Encounter/${id}` },
  authored: '2026-03-01',
  item: [{ linkId: pack.gate.items.reason, answer: [{ valueCoding: reason }] }],
});
const reason = {
  system: 'https://tryggfraga.example/fhir/CodeSystem/not-asked-reason',
  code: 'no-time',
};

function exported(...resources: readonly object[]): string {
  const folder = temporary();
  const lines = resources.map((each) => `${JSON.stringify(each)}\n`).join('');
  writeFileSync(join(folder, 'all.ndjson'), lines);
  return folder;
}

/** Eligible visits, and those of them with a reason, when this export joins the series. */
async function counted(
  from: string,
  cache: Cache,
  gone: readonly string[] = [],
): Promise<readonly unknown[]> {
  const work = temporary();
  const { report } = await runCoverage({
    from,
    pack,
    period,
    out: temporary(),
    today: '2026-12-31',
    threshold: 1,
    unsafeThreshold: true,
    temporary: work,
    cache,
    source: { name: 'ehr', gone },
  });
  expect(readdirSync(work)).toEqual([]);
  const shown = (kind: string) => report.release.shown.get(`visits/${kind}/all/all`);
  return [shown('eligible'), shown('documented')];
}

test('each export adds to the one before: what is new counts, the newest version counts, what is gone does not', async () => {
  const cache = { folder: temporary(), key };
  expect(await counted(exported(person, visit('a'), visit('b')), cache)).toEqual([2, 0]);
  expect(await counted(exported(notAsked('a'), visit('c')), cache)).toEqual([3, 1]);
  const cancelled = { ...visit('b'), status: 'cancelled' };
  expect(await counted(exported(cancelled), cache)).toEqual([2, 1]);
  expect(await counted(exported(), cache, ['Encounter/c'])).toEqual([1, 1]);
}, 90_000);

test('the same export again is not read again, and what is kept tells nobody anything', async () => {
  const cache = { folder: temporary(), key };
  const from = exported(person, visit('very-known-visit'));
  await counted(from, cache);
  expect(await counted(from, cache)).toEqual([1, 0]);
  expect(readdirSync(cache.folder)).toEqual(['000001']);
  for (const file of readdirSync(join(cache.folder, '000001'))) {
    const bytes = readFileSync(join(cache.folder, '000001', file), 'latin1');
    expect(bytes).not.toMatch(/very-known|PAR1|"id"/);
  }
});

test('another key, or a byte that was changed, opens nothing', async () => {
  const cache = { folder: temporary(), key };
  const from = exported(person, visit('a'));
  await counted(from, cache);
  const wrong = { ...cache, key: Buffer.alloc(32, 8) };
  await expect(counted(from, wrong)).rejects.toMatchObject({ code: 'sealed-otherwise' });
  const file = join(cache.folder, '000001', 'encounter');
  const bytes = readFileSync(file);
  bytes[60] = (bytes[60] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  await expect(counted(from, cache)).rejects.toMatchObject({ code: 'sealed-otherwise' });
});

test('what a killed run has left is removed by the next, and only that', async () => {
  const work = temporary();
  const [left, used] = ['tryggfraga-rows-left', 'tryggfraga-rows-used'].map((name) =>
    join(work, name),
  );
  for (const [folder, owner] of [
    [left, 2 ** 22 + 1],
    [used, process.pid],
  ] as const) {
    mkdirSync(folder ?? '');
    writeFileSync(join(folder ?? '', 'owner'), String(owner));
  }
  const from = exported(person);
  await runCoverage({ from, pack, period, out: temporary(), today: '2026-12-31', temporary: work });
  expect(readdirSync(work)).toEqual(['tryggfraga-rows-used']);
});
