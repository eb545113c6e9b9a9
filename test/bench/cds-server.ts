import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import { memoryFeedbackStore, memoryReplayStore, startCds } from '../../src/cds/index.ts';
import { authenticator } from '../../src/cds/jwt/authenticate.ts';
import { appender } from '../../src/cds/watch/lines.ts';
import { logLines } from '../../src/cds/watch/log-lines.ts';
import { configured } from '../cds/unit.ts';
import { issuer, publicUrl } from './cds-tokens.ts';

/** One server a process: `bare` or `ours`, `jwt` or `open`. Tells its parent its port, and its memory and CPU when asked. */
const [, , kind = 'bare', way = 'open', keys = '{}'] = process.argv;
const clients = [{ iss: issuer, keys: { keys: [JSON.parse(keys)] }, fhirServers: [] }];

const times = {
  maxAge: 900,
  clockSkew: 30,
  verifying: availableParallelism(),
  patience: Number.POSITIVE_INFINITY,
  keys: { keep: 600_000, coolDown: 30_000, wait: 400, timeout: 5000 },
};
const { trust } = authenticator(clients, times, {
  now: Date.now,
  fetch: globalThis.fetch,
  replay: memoryReplayStore(),
});

async function answered(
  incoming: IncomingMessage,
  pieces: readonly Buffer[],
  answer: ServerResponse,
): Promise<void> {
  const endpoint = `${publicUrl}${incoming.url}`;
  const trusted = way === 'open' || (await trust(incoming.headers.authorization, endpoint)).ok;
  if (!trusted) {
    answer.writeHead(401).end();
    return;
  }
  const text = JSON.stringify(JSON.parse(Buffer.concat(pieces).toString('utf8')));
  const length = Buffer.byteLength(text);
  answer.writeHead(200, { 'content-type': 'application/json', 'content-length': length });
  answer.end(text);
}

/** The floor: read, check, parse, echo as JSON. No routing, no validation, no decision. */
async function bare(): Promise<number> {
  const server = createServer((incoming, answer) => {
    const pieces: Buffer[] = [];
    incoming.on('data', (piece: Buffer) => pieces.push(piece));
    incoming.on('end', () => void answered(incoming, pieces, answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Ours with everything on: audit and log written out as lines. */
async function ours(): Promise<number> {
  const none = { mode: 'none', because: 'demonstration', fhirServers: [] };
  const signed = { authentication: { mode: 'jwt', clients }, publicUrl };
  const config = configured(way === 'jwt' ? signed : { authentication: none });
  const audit = await appender('/dev/null');
  const lines = await appender('/dev/null');
  const { log } = logLines((text) => void lines.append(text), Date.now);
  const running = await startCds({
    config,
    ports: {
      now: Date.now,
      uuid: randomUUID,
      fetch: globalThis.fetch,
      feedback: memoryFeedbackStore(),
      replay: memoryReplayStore(),
      log,
      audit: (event) => audit.append(JSON.stringify(event)),
    },
  });
  return Number(new URL(running.url).port);
}

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ rss: process.memoryUsage.rss(), cpu: user + system });
});
process.send?.({ port: await (kind === 'bare' ? bare() : ours()) });
