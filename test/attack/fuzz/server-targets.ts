import { parseCdsConfig } from '../../../src/cds/index.ts';
import { readToken } from '../../../src/cds/jwt/token.ts';
import { UsageError } from '../../../src/cli/errors.ts';
import { readerIn } from '../../../src/cli/probe/token-file.ts';
import { slotTexts } from '../../../src/cli/slot-fill.ts';
import { parseManifest } from '../../../src/coverage/export/manifest.ts';
import { ExportError } from '../../../src/coverage/export/ports.ts';
import { parsePeriod } from '../../../src/coverage/measure/period.ts';
import { MeasureError } from '../../../src/coverage/measure/problem.ts';
import { checkLine } from '../../../src/coverage/staging/line-check.ts';
import { compileView } from '../../../src/coverage/views/compile.ts';
import { answered, discovered } from '../../../src/sandbox/cds-client/shapes.ts';
import { booking, call } from '../../cds/chart.ts';
import { clinic, post, questionnaires, settings, unit } from '../../cds/unit.ts';
import type { Target } from './fuzz.ts';

const service = unit({}, { fetch: async () => Response.json({}) });

/** An answer below 500 is the service's own; anything else is a crash that it caught. */
async function statusOf(answer: Promise<Response>): Promise<boolean> {
  const { status } = await answer;
  if (status >= 500) throw new Error(`status ${status}`);
  return status === 200;
}

const routine = clinic();

const feedback = {
  feedback: [
    {
      card: 'a',
      outcome: 'overridden',
      overrideReason: { reason: { code: 'x', system: 'y' }, userComment: 'c' },
      outcomeTimestamp: '2026-11-22T10:00:00Z',
    },
  ],
};

const part = (value: unknown): string =>
  Buffer.from(JSON.stringify(value) ?? '').toString('base64url');
const header = { alg: 'ES384', typ: 'JWT', kid: 'k', jku: 'https://ehr.example/jwks' };
const claims = {
  iss: 'https://ehr.example',
  aud: 'https://cds.example',
  exp: 9e9,
  iat: 1,
  jti: 'j',
};

const row = compileView({
  resource: 'Observation',
  select: [
    {
      column: [
        { name: 'id', path: 'id' },
        { name: 'code', path: 'code.coding.first().code' },
      ],
    },
  ],
});
const shapes = new Map([['Observation', row.shape]]);
const line = JSON.stringify({
  resourceType: 'Observation',
  id: 'a',
  status: 'final',
  code: { coding: [{ system: 's', code: 'c' }] },
  subject: { reference: 'Patient/1' },
});

/** What a CDS client, an export, a person with a terminal and a foreign CDS service can say to our programs. */
export const serverTargets: readonly Target[] = [
  {
    name: 'CDS request',
    share: 5,
    seeds: [call(), booking()],
    parse: (input) => statusOf(service.ask('patient-view', input)),
  },
  {
    name: 'CDS request, bytes',
    share: 3,
    seeds: [JSON.stringify(call())],
    words: ['{', '}', '[', ']', '"', ',', ':', 'null', '__proto__', '\\ud800', '1e999', 'hook'],
    parse: (text: string) => statusOf(service.ask('patient-view', text)),
  },
  {
    name: 'CDS feedback',
    share: 3,
    seeds: [feedback],
    parse: (input) =>
      statusOf(
        service.fetch(
          post(`${service.base}/health-questions-patient-view/feedback`, input ?? null),
        ),
      ),
  },
  {
    name: 'JWT, its parts',
    share: 15,
    seeds: [{ header, claims }],
    parse: (input: { header: unknown; claims: unknown } | null) =>
      readToken(`Bearer ${part(input?.header)}.${part(input?.claims)}.AAAA`) !== undefined,
  },
  {
    name: 'JWT, its text',
    share: 15,
    seeds: [`Bearer ${part(header)}.${part(claims)}.AAAA`],
    words: ['.', '..', 'Bearer ', '=', 'eyJ', 'bm9uZQ', '-', '_', ' ', part({ alg: 'none' })],
    parse: (text: string) => readToken(text) !== undefined,
  },
  {
    name: 'CDS configuration',
    share: 2,
    seeds: [{ ...settings, publicUrl: 'http://127.0.0.1:4180' }],
    parse: (input) => parseCdsConfig(input, { routine, questionnaires }).ok,
  },
  {
    name: 'NDJSON line',
    share: 40,
    seeds: [line],
    words: [
      '{',
      '}',
      '[',
      ']',
      '"',
      ',',
      ':',
      'null',
      '"id":"b"',
      '__proto__',
      '\\ud83d',
      '1e999',
      '\n',
    ],
    parse: (text: string) => checkLine(Buffer.from(text), shapes).ok,
  },
  {
    name: 'export manifest',
    share: 12,
    seeds: [
      {
        transactionTime: '2026-11-22T10:00:00Z',
        requiresAccessToken: true,
        output: [{ type: 'Observation', url: 'https://ehr.example/1.ndjson', count: 3 }],
        error: [],
      },
    ],
    parse: (input) => parseManifest(input).output.length >= 0,
    own: (error) => error instanceof ExportError,
  },
  {
    name: 'period',
    share: 10,
    seeds: ['2026-01-01/2026-12-31'],
    words: ['/', '-', '2026', '0', '13', '31', 'T', 'Z', '9999'],
    parse: (text: string) => parsePeriod(text).from !== '',
    own: (error) => error instanceof MeasureError,
  },
  {
    name: 'token file of the probe',
    share: 10,
    seeds: ['{"token":"abc","patient":"anna","name":"portal","shutOut":false}'],
    words: ['{', '}', '"', ':', ',', 'true', 'null', 'token', '__proto__', '\n', 'Bearer '],
    parse: (text: string) => readerIn('reader.json', text).patient !== '',
    own: (error) => error instanceof UsageError,
  },
  {
    name: 'slot texts',
    share: 10,
    seeds: [
      {
        slot: 'hark',
        title: 'T',
        language: 'sv',
        permission: 'p',
        filledBy: 'n',
        filledOn: '2026-11-22',
        items: { '1': { text: 'a', options: { yes: 'Ja' } } },
      },
    ],
    parse: (input) => slotTexts.safeParse(input).success,
  },
  {
    name: 'cards of a CDS service',
    share: 10,
    seeds: [
      {
        cards: [
          {
            uuid: 'u',
            summary: 's',
            indicator: 'info',
            source: { label: 'l' },
            links: [{ label: 'l', url: 'https://x.example', type: 'smart' }],
          },
        ],
      },
    ],
    parse: (input) => answered.safeParse(input).success || discovered.safeParse(input).success,
  },
];
