import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { post, type Unit, unit } from '../../../test/cds/unit.ts';
import { fileFeedbackStore } from '../index.ts';

const put = {
  card: '4f1b5c0a-6a4e-4dd9-93f3-6d1f9b3a2b11',
  outcome: 'overridden',
  overrideReason: {
    reason: {
      code: 'no-time',
      system: 'https://tryggfraga.example/fhir/CodeSystem/not-asked-reason',
    },
    userComment: 'CANARY-COMMENT her husband came along',
  },
  outcomeTimestamp: '2026-11-22T23:30:00Z',
};

const give = (here: Unit, feedback: unknown) =>
  here.fetch(post(`${here.base}/health-questions-patient-view/feedback`, { feedback }));

describe('a nurse puts the card aside', () => {
  test('card, routine, reason and day are kept; the comment and the hour are not', async () => {
    const here = unit();
    expect((await give(here, [put])).status).toBe(200);
    expect(here.feedback.entries()).toEqual([
      {
        card: put.card,
        routine: 'test-clinic',
        version: '1.2.3',
        hook: 'patient-view',
        outcome: 'overridden',
        reason: 'no-time',
        day: '2026-11-23',
      },
    ]);
    expect(JSON.stringify([here.feedback.entries(), here.logged])).not.toContain('CANARY');
  });

  test('the EHR sends it again: kept once', async () => {
    const here = unit();
    await give(here, [put, put]);
    expect((await give(here, [put])).status).toBe(200);
    expect(here.feedback.entries()).toHaveLength(1);
  });

  test('a card that was used, and a reason that is not ours', async () => {
    const here = unit();
    const accepted = { ...put, outcome: 'accepted', acceptedSuggestions: [{ id: 'x' }] };
    const foreign = {
      ...put,
      card: 'b',
      overrideReason: { reason: { code: 'no-time', system: 'https://other.example' } },
    };
    expect((await give(here, [accepted, foreign])).status).toBe(200);
    expect(here.feedback.entries().map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['accepted', undefined],
      ['overridden', undefined],
    ]);
  });

  test.each([
    ['nothing', []],
    ['no card', [{ ...put, card: undefined }]],
    ['another outcome', [{ ...put, outcome: 'ignored' }]],
    ['no time', [{ ...put, outcomeTimestamp: undefined }]],
    ['a day for a time', [{ ...put, outcomeTimestamp: '2026-11-22' }]],
    ['one of two wrong', [put, { ...put, outcome: 7 }]],
  ])('%s is refused whole', async (_, feedback) => {
    const here = unit();
    expect((await give(here, feedback)).status).toBe(400);
    expect(here.feedback.entries()).toEqual([]);
  });

  test('the file has one line an entry, and knows its repeats after a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'feedback-'));
    const path = join(folder, 'feedback.ndjson');
    for (const round of [1, 2]) {
      const store = await fileFeedbackStore(path);
      const here = unit({}, { feedback: store });
      await give(here, [put, { ...put, card: `card-${round}` }]);
      await store.close();
    }
    const lines = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    rmSync(folder, { recursive: true });
    expect(lines.map(({ card }) => card)).toEqual([put.card, 'card-1', 'card-2']);
    for (const line of lines) {
      expect(Object.keys(line).sort()).toEqual([
        'card',
        'day',
        'hook',
        'outcome',
        'reason',
        'routine',
        'version',
      ]);
    }
  });
});
