import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { orebro } from '../../../test/coverage/orebro.ts';
import { temporary } from '../../../test/folder/temporary.ts';
import { openDuck } from '../engine/duckdb.ts';
import { type Staged, stage } from './stage.ts';

const pack = orebro();
const visit = (id: string, more: object = {}): string =>
  JSON.stringify({
    resourceType: 'Encounter',
    id,
    status: 'finished',
    subject: { reference: 'Patient/p' },
    period: { start: '2026-03-01' },
    ...more,
  });

async function staged(
  files: Readonly<Record<string, string | Buffer>>,
): Promise<Staged & { readonly visits: number }> {
  const [from, place] = [temporary(), temporary()];
  for (const [name, content] of Object.entries(files)) writeFileSync(join(from, name), content);
  const duck = await openDuck({
    directories: [from, place],
    temporary: join(place, 't'),
    memory: '500MB',
  });
  try {
    const result = await stage({ from, place, duck, pack, key: 'k' });
    return { ...result, visits: result.rows.encounter };
  } finally {
    duck.close();
  }
}

const good = [visit('a'), visit('b'), visit('c')];
const reasons = ({ rejected }: Staged): readonly string[] =>
  rejected.map(({ line, reason }) => `${line} ${reason}`);

describe('bad lines are left out one by one, named and counted', () => {
  test.each([
    ['cut off in the middle', '{"resourceType":"Encounter","id":"x"', 'not-json'],
    ['a list where an object belongs', visit('x', { subject: [] }), 'wrong-type'],
    [
      'an object where a list belongs',
      visit('x', { meta: { tag: {} }, period: 'now' }),
      'wrong-type',
    ],
    ['a key given twice', '{"resourceType":"Encounter","id":"x","id":"y"}', 'duplicate-key'],
    ['half a character', `{"resourceType":"Encounter","id":"\\ud800"}`, 'bad-text'],
    ['no resource at all', '[1,2,3]', 'not-a-resource'],
    ['nothing but null', 'null', 'not-a-resource'],
    ['two resources on a line', `${visit('x')}${visit('y')}`, 'not-json'],
    ['deeper than anyone can read', '['.repeat(50_000), 'not-json'],
    [
      'longer than anyone should write',
      `{"resourceType":"Encounter","id":"${'x'.repeat(34_000_000)}"}`,
      'too-long',
    ],
  ])('%s', async (_, line, reason) => {
    const result = await staged({
      'Encounter.ndjson': [good[0], line, good[1], good[2], ''].join('\n'),
    });
    expect(reasons(result)).toEqual([`2 ${reason}`]);
    expect(result.visits).toBe(3);
  });

  test('bytes that are no text', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${good[0]}\n{"resourceType":"Encounter","id":"`),
      Buffer.from([0xff, 0xfe]),
      Buffer.from(`"}\n${good[1]}\n`),
    ]);
    const result = await staged({ 'Encounter.ndjson': bytes });
    expect(reasons(result)).toEqual(['2 not-utf8']);
    expect(result.visits).toBe(2);
  });
});

describe('what is only unusual is read', () => {
  test.each([
    ['a byte order mark', `\ufeff${good.join('\n')}`],
    ['line ends of Windows', good.join('\r\n')],
    ['blank lines', `\n\n${good.join('\n\n')}\n \n`],
  ])('%s', async (_, content) => {
    const result = await staged({ 'x.ndjson': content });
    expect([result.visits, result.rejected.length]).toEqual([3, 0]);
  });

  test('gzip, whatever the file is called', async () => {
    const result = await staged({
      'a.ndjson.gz': gzipSync(`${good[0]}\n`),
      'b.ndjson': gzipSync(`${good[1]}\n`),
    });
    expect(result.visits).toBe(2);
  });

  test('several types in one file, whichever comes first', async () => {
    const person = JSON.stringify({ resourceType: 'Patient', id: 'p' });
    const task = JSON.stringify({ resourceType: 'Task', id: 't' });
    const result = await staged({
      'mixed.ndjson': [task, good[0], person, good[1]].join('\n'),
      'more.ndjson': good[2] ?? '',
    });
    expect([result.visits, result.rows.patient, result.rows.follow_up]).toEqual([3, 1, 1]);
  });

  test('visits that come after, or look like, something nobody reads', async () => {
    const diagnosis = JSON.stringify({ resourceType: 'Condition', id: 'c' });
    const drug = { resourceType: 'Medication', id: 'm' };
    const { resourceType, ...rest } = JSON.parse(visit('b'));
    const result = await staged({
      'Condition.ndjson': [diagnosis, good[0], diagnosis].join('\n'),
      'other.ndjson': JSON.stringify({ contained: [drug], ...rest, resourceType }),
      'Medication.ndjson': JSON.stringify(drug),
    });
    expect([result.visits, result.rejected.length, result.refused.length]).toEqual([2, 0, 2]);
  });

  test('file names that mean something to somebody else', async () => {
    const result = await staged({
      "a'; DROP TABLE x; --.ndjson": good[0] ?? '',
      '[b]*?.ndjson': good[1] ?? '',
      '..%2f..ndjson': good[2] ?? '',
    });
    expect(result.visits).toBe(3);
  });
});

test('items on a third and fourth level are read as well', async () => {
  const gate = { linkId: 'gate.alone', answer: [{ valueBoolean: true, item: [{ linkId: 'x' }] }] };
  const nested = { linkId: 'a', item: [{ linkId: 'b', item: [gate] }] };
  const response = {
    resourceType: 'QuestionnaireResponse',
    id: 'r',
    questionnaire: 'q',
    status: 'completed',
    item: [nested],
  };
  const result = await staged({ 'r.ndjson': JSON.stringify(response) });
  expect([result.rows.occasion, result.rejected.length]).toEqual([1, 0]);
});

describe('what would lose something in silence stops the run', () => {
  test('items nested deeper than any known questionnaire', async () => {
    const deep = (levels: number): object =>
      levels === 0 ? {} : { item: [{ linkId: 'x', ...deep(levels - 1) }] };
    const response = {
      resourceType: 'QuestionnaireResponse',
      id: 'r',
      questionnaire: 'q',
      status: 'completed',
      ...deep(9),
    };
    await expect(staged({ 'r.ndjson': JSON.stringify(response) })).rejects.toMatchObject({
      code: 'nested-too-deep',
    });
  });

  test('a gzip bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024, ' '));
    await expect(staged({ 'Encounter.ndjson.gz': bomb })).rejects.toMatchObject({
      code: 'gzip-bomb',
    });
  }, 20_000);

  test('a gzip file that ends too early', async () => {
    const whole = gzipSync(`${good.join('\n')}\n`);
    await expect(
      staged({ 'Encounter.ndjson.gz': whole.subarray(0, whole.length - 12) }),
    ).rejects.toMatchObject({ code: 'gzip-broken' });
  });
});

describe('values are values', () => {
  test('SQL, quotes and markup in every field change nothing', async () => {
    const evil = `'); DROP TABLE encounter; --"<script>\${x}`;
    const result = await staged({
      'Encounter.ndjson': [
        good[0],
        visit(evil, { status: evil, subject: { reference: evil }, period: { start: evil } }),
      ].join('\n'),
    });
    expect([result.visits, result.rejected.length]).toEqual([2, 0]);
  });

  test('no identifier is staged as it was', async () => {
    const result = await staged({
      'Encounter.ndjson': visit('very-known-visit', {
        subject: { reference: 'Patient/very-known-person' },
      }),
    });
    for (const file of Object.values(result.tables))
      expect(readFileSync(file, 'latin1')).not.toContain('very-known');
  });
});

describe('the database can reach nothing else', () => {
  test.each([
    "SELECT * FROM read_text('/etc/hostname')",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM glob('/etc/*')",
    "COPY (SELECT 1) TO '/tmp/escaped.csv'",
    "ATTACH '/tmp/escaped.db'",
    'INSTALL httpfs',
    "SELECT * FROM read_parquet('http://127.0.0.1:9/x.parquet')",
    'SET enable_external_access = true',
    "SELECT * FROM read_text('PLACE/../../../etc/hostname')",
  ])('%s', async (sql) => {
    const place = temporary();
    const duck = await openDuck({
      directories: [place],
      temporary: join(place, 't'),
      memory: '100MB',
    });
    await expect(duck.rows(sql.replace('PLACE', place))).rejects.toThrow();
    duck.close();
    expect(readdirSync('/tmp')).not.toContain('escaped.csv');
  });
});
