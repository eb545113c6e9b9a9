import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call } from '../../../test/cds/chart.ts';
import { configured, world } from '../../../test/cds/unit.ts';
import { runCds, startCds } from '../index.ts';
import { folderReplayStore } from '../jwt/replay-store.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cds-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function written(change: object = {}): string {
  const file = join(folder, 'cds.json');
  const content = {
    publicUrl: 'http://127.0.0.1:4999',
    launchUrl: 'http://127.0.0.1:4181/launch/index.html',
    audiences: ['adult'],
    authentication: { mode: 'none', because: 'demonstration' },
    files: {
      routines: resolve('routines'),
      routine: 'se',
      questionnaires: resolve('questionnaires'),
      feedback: 'feedback.ndjson',
      audit: 'audit.ndjson',
      replay: 'spent',
    },
    ...change,
  };
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const post = (url: string, body: unknown): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('the program alone, from one file', () => {
  test('starts, answers, writes its files and stops; nothing of the patient but in the audit', async () => {
    const lines: string[] = [];
    // However busy the machine that tests.
    const unhurried = { limits: { lag: 10_000, deadline: 5000 } };
    const run = await runCds(written(unhurried), {
      port: 0,
      report: (text) => lines.push(...text.split('\n')),
    });
    if (!run.ok) throw new Error(JSON.stringify(run.problems));
    const answer = await post(`${run.url}/cds-services/health-questions-patient-view`, call());
    expect(answer.status).toBe(200);
    const put = { card: 'a', outcome: 'overridden', outcomeTimestamp: '2026-11-22T10:00:00Z' };
    await post(`${run.url}/cds-services/health-questions-patient-view/feedback`, {
      feedback: [put],
    });
    const metrics = await (await fetch(`${run.url}/metrics`)).text();
    const health = await (await fetch(`${run.url}/health`)).text();
    await run.close();

    expect(metrics).toContain('answered_total{endpoint="card",status="200"} 1');
    const quiet = [
      ...lines,
      metrics,
      health,
      readFileSync(join(folder, 'feedback.ndjson'), 'utf8'),
    ].join('\n');
    for (const word of ['CANARY', 'anna', 'sara', '1985']) expect(quiet).not.toContain(word);
    const audit = readFileSync(join(folder, 'audit.ndjson'), 'utf8').trim().split('\n');
    expect(audit).toHaveLength(1);
    expect(audit[0]).toContain('Patient/anna');
    expect(audit[0]).not.toContain('CANARY');
    expect(lines.map((line) => JSON.parse(line).event)).toEqual([
      'started',
      'answered',
      'answered',
      'stopping',
      'stopped',
    ]);
    await expect(fetch(`${run.url}/health`)).rejects.toThrow();
  });

  test('what is wrong with the file is told at once, and nothing starts', async () => {
    const run = await runCds(written({ audiences: ['nobody'], launchUrl: '/' }), {
      report: () => undefined,
    });
    expect(run).toMatchObject({
      ok: false,
      problems: [{ path: 'launchUrl' }, { code: 'unknown-audience' }],
    });
    const none = await runCds(join(folder, 'none.json'), { report: () => undefined });
    expect(none).toMatchObject({ ok: false, problems: [{ code: 'unreadable', found: 'ENOENT' }] });
  });

  test('a call at work when we stop is finished first', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let arrived = (): void => undefined;
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const { ports } = world({
      audit: () => {
        arrived();
        return held;
      },
    });
    const running = await startCds({ config: configured(), ports });
    const answer = post(`${running.url}/cds-services/health-questions-patient-view`, call());
    await arrival;
    const closing = running.close();
    release();
    expect((await answer).status).toBe(200);
    await closing;
  });
});

describe('a token is spent once, whichever process it meets', () => {
  const spend = `
    import { folderReplayStore } from ${JSON.stringify(resolve('src/cds/jwt/replay-store.ts'))};
    const store = await folderReplayStore(process.argv[1]);
    let won = 0;
    for (let n = 0; n < 200; n += 1) if (await store.remember('ehr jti-' + n, 1000, 0)) won += 1;
    process.stdout.write(String(won));
  `;
  const process_ = (): Promise<number> =>
    new Promise((resolve, reject) => {
      const args = ['--import', 'tsx', '--input-type=module', '-e', spend, join(folder, 'shared')];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      let out = '';
      child.stdout.on('data', (data) => {
        out += String(data);
      });
      child.on('error', reject);
      child.on('close', () => resolve(Number(out)));
    });

  test('two processes share 200 tokens: each is accepted once', async () => {
    const won = await Promise.all([process_(), process_()]);
    expect(won[0] + won[1]).toBe(200);
    const store = await folderReplayStore(join(folder, 'shared'));
    expect(await store.has('ehr jti-7')).toBe(true);
    await store.sweep(2000);
    expect(await store.has('ehr jti-7')).toBe(false);
  }, 30_000);
});
