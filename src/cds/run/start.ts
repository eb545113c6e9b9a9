import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CdsConfig } from '../config/parse.ts';
import { cdsService } from '../http/app.ts';
import type { CdsPorts } from '../ports.ts';
import { httpServer } from './http-server.ts';
import { loopLag } from './loop-lag.ts';

export type RunningCds = {
  readonly url: string;
  /** Takes no more calls, finishes those at work, then closes. */
  close(): Promise<void>;
};

/** How long calls at work may go on once we stop, milliseconds. */
const grace = 5000;

async function listening(server: Server, { host, port }: CdsConfig['listen']): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    // A connection kept alive counts as open until it is seen to be idle.
    const idle = setInterval(() => server.closeIdleConnections(), 20);
    const late = setTimeout(() => server.closeAllConnections(), grace);
    server.close((error) => {
      clearInterval(idle);
      clearTimeout(late);
      if (error) reject(error);
      else resolve();
    });
  });
}

/** Serves the CDS program over HTTP, at the address the configuration says; port 0 is any free one. */
export async function startCds({
  config,
  ports,
}: {
  readonly config: CdsConfig;
  readonly ports: CdsPorts;
}): Promise<RunningCds> {
  const lag = loopLag(ports.now);
  const cds = cdsService(config, { lag: lag.now, ...ports });
  const server = httpServer(cds.answer, (error) => {
    ports.log({ event: 'failed', name: error instanceof Error ? error.name : typeof error });
  });
  await listening(server, config.listen);
  const { port } = server.address() as AddressInfo;
  const url = `http://${config.listen.host}:${port}`;
  const { id: routine, version } = config.pack;
  ports.log({ event: 'started', url, routine, version });
  // Not awaited: an EHR whose keys cannot be fetched now must not keep the others waiting.
  void cds.warm();
  return {
    url,
    async close() {
      ports.log({ event: 'stopping' });
      await closed(server);
      lag.stop();
      ports.log({ event: 'stopped' });
    },
  };
}
