import { describe, expect, test } from 'vitest';
import { readAnswers } from './answers.ts';
import { runClient } from './client.ts';
import { sparkScript } from './spark.ts';

const said = (query: number, row: object): string => JSON.stringify({ query, row });

describe('what another engine prints', () => {
  test('rows go back to their questions, with words of the client between them', () => {
    const printed = [
      'Spark Web UI available at http://127.0.0.1:4040',
      said(0, { version: '4.0.4 c7d67e3f' }),
      said(2, { n: 7 }),
      said(1, { release: 'sex', n: 12 }),
      said(1, { release: 'age', n: 3 }),
      '',
    ].join('\n');
    expect(readAnswers('Spark', printed, 2)).toEqual({
      engine: 'Spark 4.0.4',
      rows: [
        [
          { release: 'sex', n: 12 },
          { release: 'age', n: 3 },
        ],
        [{ n: 7 }],
      ],
    });
  });

  test.each([
    ['no version', said(1, { n: 1 })],
    ['an answer to a question nobody asked', said(5, { n: 1 })],
    ['half a line', '{"query":1,"row":{"n":'],
  ])('%s is an error, not an empty result', (_, printed) => {
    expect(() => readAnswers('Spark', printed, 1)).toThrow('unreadable');
  });
});

describe('what is sent to another engine', () => {
  test('a folder with a quote or a backslash in its name ends no text', () => {
    const script = sparkScript({ tables: { patient: `/a'b\\c/patient.parquet` }, queries: [] });
    expect(script).toContain(`OPTIONS (path '/a\\'b\\\\c/patient.parquet');`);
  });

  test('a client that is not there is named', async () => {
    const run = runClient({ command: 'no-such-client', args: [], folder: '.' });
    await expect(run).rejects.toMatchObject({ code: 'no-client', client: 'no-such-client' });
  });

  test('a client that refuses is quoted', async () => {
    const args = ['-e', "console.error('no route to it'); process.exit(3)"];
    const run = runClient({ command: process.execPath, args, folder: '.' });
    await expect(run).rejects.toMatchObject({ code: 'failed', said: 'no route to it' });
  });
});
