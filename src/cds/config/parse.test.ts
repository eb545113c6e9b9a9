import { describe, expect, test } from 'vitest';
import { clinic, questionnaires, settings } from '../../../test/cds/unit.ts';
import { parseCdsConfig } from './parse.ts';

const content = { routine: clinic(), questionnaires };
const production = {
  ...settings,
  authentication: {
    mode: 'jwt',
    clients: [{ iss: 'https://ehr.example', jku: 'https://ehr.example/jwks.json' }],
  },
};
const problemsOf = (file: unknown, from: Partial<typeof content> = {}) => {
  const parsed = parseCdsConfig(file, { ...content, ...from });
  return parsed.ok ? [] : parsed.problems.map(({ code, path }) => `${code} ${path}`);
};

describe('one validated file', () => {
  test('the least that production needs, with the rest filled in', () => {
    const parsed = parseCdsConfig(production, content);
    expect(parsed).toMatchObject({
      ok: true,
      config: {
        language: 'sv',
        limits: { deadline: 400, atOnce: 128 },
        authentication: { maxAge: 900 },
        panels: [{ code: 'health-questions' }],
      },
    });
  });

  test('everything wrong is listed at once', () => {
    const wrong = {
      ...production,
      publicUrl: 'http://cds.example/',
      launchUrl: 'app',
      audiences: [],
      secret: 'x',
      limits: { deadline: 0 },
      authentication: { mode: 'jwt', clients: [{ iss: '' }] },
    };
    const routine = { ok: false as const, problems: [{ code: 'cycle' as const, path: 'a > a' }] };
    const found = problemsOf(wrong, { routine });
    expect(found).toContain('routine a > a');
    for (const path of [
      'publicUrl',
      'launchUrl',
      'audiences',
      'limits.deadline',
      'authentication.clients.0.iss',
    ]) {
      expect(found).toContain(`setting ${path}`);
    }
    expect(found.length).toBeGreaterThanOrEqual(7);
  });

  test.each([
    ['nothing', undefined],
    ['a word', 'x'],
    ['no authentication', { ...production, authentication: undefined }],
    ['no clients', { ...production, authentication: { mode: 'jwt', clients: [] } }],
    [
      'a client without keys',
      { ...production, authentication: { mode: 'jwt', clients: [{ iss: 'a' }] } },
    ],
    [
      'tokens that live an hour',
      { ...production, authentication: { ...production.authentication, maxAge: 3600 } },
    ],
    ['a base with a user in it', { ...production, publicUrl: 'https://a:b@cds.example' }],
  ])('%s is refused', (_, file) => {
    expect(problemsOf(file)).not.toEqual([]);
  });

  test('unsigned calls are for this machine only, and the file must say so', () => {
    expect(problemsOf(settings)).toEqual(['unsigned-calls-outside-this-machine authentication']);
    const local = { ...settings, publicUrl: 'http://127.0.0.1:4180' };
    expect(problemsOf(local)).toEqual([]);
    expect(problemsOf({ ...local, listen: { host: '0.0.0.0', port: 1 } })).toEqual([
      'unsigned-calls-outside-this-machine authentication',
    ]);
    expect(problemsOf({ ...local, authentication: { mode: 'none' } })).not.toEqual([]);
  });

  test('a private key is refused, and never quoted', () => {
    const keys = { keys: [{ kty: 'EC', crv: 'P-384', kid: 'a', x: 'AA', y: 'AA', d: 'CANARY' }] };
    const clients = [{ iss: 'https://ehr.example', keys }];
    const parsed = parseCdsConfig(
      { ...production, authentication: { mode: 'jwt', clients } },
      content,
    );
    expect(parsed).toMatchObject({
      ok: false,
      problems: [{ path: 'authentication.clients.0.keys', found: 'private-key' }],
    });
    expect(JSON.stringify(parsed)).not.toContain('CANARY');
  });

  test('an audience the routine lacks, and a questionnaire nobody gave', () => {
    expect(problemsOf({ ...production, audiences: ['adult', 'dental'] })).toEqual([
      'unknown-audience audiences.1',
    ]);
    expect(problemsOf(production, { questionnaires: [] })).toEqual([
      'questionnaire-without-panel audiences.adult',
    ]);
  });
});
