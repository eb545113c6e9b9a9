import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Answer, type Route, serve } from '../../../test/coverage/answering-server.ts';
import { temporary } from '../../../test/folder/temporary.ts';
import { liveSearch } from './index.ts';

describe('a server without bulk export', () => {
  const bundle = (type: string, ids: readonly string[], next?: string): Answer => ({
    headers: { 'content-type': 'application/fhir+json' },
    body: {
      resourceType: 'Bundle',
      type: 'searchset',
      link: next === undefined ? [] : [{ relation: 'next', url: next }],
      entry: ids.map((id) => ({ resource: { resourceType: type, id } })),
    },
  });
  const empty = (type: string): Readonly<Record<string, Route>> => ({
    [`/fhir/${type}`]: () => bundle(type, []),
  });
  const nothing = [
    'Organization',
    'Encounter',
    'QuestionnaireResponse',
    'Observation',
    'ServiceRequest',
    'Task',
  ].map(empty);

  test('is searched page by page into the same kind of files', async () => {
    const { base, calls } = await serve((own) =>
      Object.assign({}, ...nothing, {
        '/fhir/Patient': () => bundle('Patient', ['1', '2'], `${own}/fhir/page/2`),
        '/fhir/page/2': () => bundle('Patient', ['3']),
      }),
    );
    const folder = temporary();
    await liveSearch({ base: `${base}/fhir`, token: async () => 'secret', folder });
    expect(readFileSync(join(folder, 'Patient.ndjson'), 'utf8').trim().split('\n')).toHaveLength(3);
    expect(new Set(calls.map(({ token }) => token))).toEqual(new Set(['Bearer secret']));
  });

  test('a next page on another machine is refused', async () => {
    const thief = await serve(() => ({}));
    const { base } = await serve(() =>
      Object.assign({}, ...nothing, {
        '/fhir/Patient': () => bundle('Patient', ['1'], `${thief.base}/fhir/page/2`),
      }),
    );
    await expect(
      liveSearch({ base: `${base}/fhir`, token: async () => 'secret', folder: temporary() }),
    ).rejects.toMatchObject({ code: 'insecure' });
    expect(thief.calls).toEqual([]);
  });
});
