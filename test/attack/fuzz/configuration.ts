import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readSmartConfiguration } from '../../../src/session/smart-configuration.ts';

let body = '';
let origin: string | undefined;
let read = 0;

/** An EHR that answers the same to every question. fhirclient brings its own fetch in Node: it needs a real one. */
async function listening(): Promise<string> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Reads a configuration as the launch does, and sees that no address in it leads to another place. */
export async function configuration(found: unknown): Promise<boolean> {
  origin ??= await listening();
  body = JSON.stringify(found) ?? '';
  read += 1;
  // fhirclient remembers what an address said: another one each time, so that this answer is read.
  const registration = { issuer: `${origin}/${read}`, clientId: 'app', scopes: ['launch'] };
  const { authorizationEndpoint, tokenEndpoint, keysUrl } = await readSmartConfiguration(
    fetch,
    registration,
  );
  for (const each of [authorizationEndpoint, tokenEndpoint, keysUrl ?? origin]) {
    if (new URL(each).origin !== origin) throw new Error(`leads out: ${each}`);
  }
  return true;
}
