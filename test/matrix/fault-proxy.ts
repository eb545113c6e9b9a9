import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What the line does to the one exchange it is armed for. Names as in docs/reliability.md. */
export type LineFault =
  | { readonly kind: 'refuse' }
  | { readonly kind: 'tls-alert' }
  | { readonly kind: 'drop-before' }
  | { readonly kind: 'drop-after' }
  | { readonly kind: 'late'; readonly ms: number }
  | { readonly kind: 'twice' }
  | { readonly kind: 'cut'; readonly bytes: number }
  | { readonly kind: 'trickle' }
  /** Answers this instead; `done`: after the server has done the work. */
  | { readonly kind: 'instead'; readonly answer: string; readonly done: boolean };

export type FaultProxy = {
  readonly port: number;
  /** The next request whose first line matches is hit, once. */
  readonly arm: (line: RegExp, fault: LineFault) => void;
  /** Faults that never met a request are forgotten. */
  readonly disarm: () => void;
  readonly hits: () => number;
  readonly close: () => Promise<void>;
};

/** A whole HTTP/1.1 request has come when its head and Content-Length bytes have. */
function isWhole(bytes: Buffer): boolean {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const length = /content-length: *(\d+)/i.exec(bytes.toString('latin1', 0, end))?.[1] ?? '0';
  return bytes.length >= end + 4 + Number(length);
}

/** The request with its wish to keep the line open taken away, so that the end of the answer can be seen. */
function lastOnItsLine(request: Buffer): Buffer {
  const end = request.indexOf('\r\n\r\n');
  const head = request.toString('latin1', 0, end).replace(/\r\nconnection:[^\r]*/i, '');
  const closing = Buffer.from(`${head}\r\nConnection: close`, 'latin1');
  return Buffer.concat([closing, request.subarray(end)]);
}

/** Asks the server and collects its answer until it closes. */
function ask(target: number, request: Buffer): Promise<Buffer> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    const upstream = connect(target, '127.0.0.1', () => upstream.write(lastOnItsLine(request)));
    upstream.on('data', (piece) => pieces.push(piece));
    upstream.on('error', () => upstream.destroy());
    upstream.on('close', () => resolve(Buffer.concat(pieces)));
  });
}

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function trickle(client: Socket, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; at += 40) {
    client.write(bytes.subarray(at, at + 40));
    await wait(1);
  }
  client.end();
}

async function happen(
  client: Socket,
  target: number,
  request: Buffer,
  fault: LineFault,
): Promise<void> {
  switch (fault.kind) {
    case 'refuse':
      client.resetAndDestroy();
      return;
    case 'tls-alert':
      client.end(Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x28]));
      return;
    case 'drop-before':
      client.destroy();
      return;
    case 'drop-after':
      await ask(target, request);
      client.destroy();
      return;
    case 'late':
      await wait(fault.ms);
      await ask(target, request);
      client.destroy();
      return;
    case 'twice':
      client.end(await ask(target, request));
      await ask(target, request);
      return;
    case 'cut':
      client.write((await ask(target, request)).subarray(0, fault.bytes));
      await wait(2);
      client.destroy();
      return;
    case 'trickle':
      await trickle(client, await ask(target, request));
      return;
    case 'instead':
      if (fault.done) await ask(target, request);
      client.end(fault.answer);
  }
}

/**
 * Stands between the program and the server, and knows nothing but bytes. One request a connection. `target`: the
 * server's port, asked for at each request, since a server may have to know the proxy's first.
 */
export async function startProxy(target: () => number): Promise<FaultProxy> {
  let armed: readonly { readonly line: RegExp; readonly fault: LineFault }[] = [];
  let hits = 0;
  const take = (request: Buffer): LineFault | undefined => {
    const [line = ''] = request.toString('latin1', 0, 400).split('\r\n');
    const struck = armed.find((each) => each.line.test(line));
    if (struck === undefined) return undefined;
    armed = armed.filter((each) => each !== struck);
    hits += 1;
    return struck.fault;
  };
  const pass = async (client: Socket, request: Buffer): Promise<void> => {
    const fault = take(request);
    if (fault) await happen(client, target(), request, fault);
    else client.end(await ask(target(), request));
  };
  const open = new Set<Socket>();
  const server = createServer((client) => {
    let bytes = Buffer.alloc(0);
    open.add(client);
    client.on('close', () => open.delete(client));
    client.on('error', () => client.destroy());
    client.on('data', (piece) => {
      bytes = Buffer.concat([bytes, piece]);
      if (!isWhole(bytes)) return;
      const request = bytes;
      bytes = Buffer.alloc(0);
      pass(client, request).catch(() => client.destroy());
    });
  });
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready);
  });
  return {
    port: (server.address() as AddressInfo).port,
    arm: (line, fault) => {
      armed = [...armed, { line, fault }];
    },
    disarm: () => {
      armed = [];
    },
    hits: () => hits,
    close: () =>
      new Promise((closed) => {
        for (const each of open) each.destroy();
        server.close(() => closed());
      }),
  };
}
