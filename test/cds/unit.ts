import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CdsConfig,
  type CdsPorts,
  cdsService,
  type LogEntry,
  memoryFeedbackStore,
  memoryReplayStore,
  parseCdsConfig,
} from '../../src/cds/index.ts';
import type { AuditEvent } from '../../src/fhir/index.ts';
import { type Folder, type Loaded, loadPack } from '../../src/routine/index.ts';

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

const folder = (path: string): Folder =>
  Object.fromEntries(
    readdirSync(path)
      .filter((name) => name.endsWith('.json'))
      .map((name) => [name, json(join(path, name))]),
  );

/** Codes of a made-up chart; no real terminology is meant. */
export const chartCode = (code: string) => ({ system: 'https://chart.example/codes', code });

/** The national routine with a made-up clinic on top: codes for its triggers, and days that hold in a test. */
export function clinic(over: Record<string, unknown> = {}): Loaded {
  const own = {
    extends: 'se',
    licence: 'CC0-1.0',
    id: 'test-clinic',
    version: '1.2.3',
    validFrom: '2020-01-01',
    validTo: '2099-12-31',
    reviewBy: '2099-12-31',
    triggers: [
      { id: 'pregnancy', codes: [chartCode('pregnant')] },
      { id: 'injury', codes: [chartCode('injury')], withinMonths: 3 },
    ],
    ...over,
  };
  return loadPack('test-clinic', { se: folder('routines/se'), 'test-clinic': { 'own.json': own } });
}

export const questionnaires = [json('questionnaires/health-questions-adult.json')];

export const noon = Date.parse('2026-11-22T12:00:00+01:00');

export const settings = {
  publicUrl: 'https://cds.example',
  launchUrl: 'https://app.example/launch/index.html',
  audiences: ['adult'],
  authentication: {
    mode: 'none',
    because: 'demonstration',
    fhirServers: ['https://ehr.example/fhir'],
  },
};

/** A demonstration on this machine; `change` goes on top of it. */
export function configured(change: Record<string, unknown> = {}, routine = clinic()): CdsConfig {
  const parsed = parseCdsConfig(
    { ...settings, publicUrl: 'http://127.0.0.1:4180', ...change },
    { routine, questionnaires },
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
}

const nowhere: typeof globalThis.fetch = () => Promise.reject(new Error('nothing may be fetched'));

export type World = {
  readonly ports: CdsPorts;
  readonly logged: readonly LogEntry[];
  readonly audited: readonly AuditEvent[];
  readonly feedback: ReturnType<typeof memoryFeedbackStore>;
};

/** Everything outside, in memory. The clock stands at noon unless a test moves it. */
export function world(change: Partial<CdsPorts> = {}): World {
  const logged: LogEntry[] = [];
  const audited: AuditEvent[] = [];
  const feedback = memoryFeedbackStore();
  let count = 0;
  const ports: CdsPorts = {
    now: () => noon,
    uuid: () => {
      count += 1;
      return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
    },
    fetch: nowhere,
    feedback,
    replay: memoryReplayStore(),
    log: (entry) => {
      logged.push(entry);
    },
    audit: (event) => {
      audited.push(event);
    },
    ...change,
  };
  return { ports, logged, audited, feedback };
}

export const post = (url: string, body: unknown, headers: Record<string, string> = {}): Request =>
  new Request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

export type Unit = World & {
  readonly base: string;
  ask(hook: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  fetch(request: Request): Promise<Response>;
};

export function unit(
  change: Record<string, unknown> = {},
  ports: Partial<CdsPorts> = {},
  routine = clinic(),
): Unit {
  const config = configured(change, routine);
  const outside = world(ports);
  const cds = cdsService(config, outside.ports);
  const base = `${config.publicUrl}/cds-services`;
  return {
    ...outside,
    base,
    ask: (hook, body, headers) =>
      cds.fetch(post(`${base}/health-questions-${hook}`, body, headers)),
    get: (path, headers = {}) => cds.fetch(new Request(`${config.publicUrl}${path}`, { headers })),
    fetch: (request) => cds.fetch(request),
  };
}
