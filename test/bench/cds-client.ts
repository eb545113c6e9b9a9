import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';

export type Reply = { readonly status: number; readonly at: number };
export type Line = { send(bytes: Buffer): Promise<Reply>; close(): void };

const headEnd = Buffer.from('\r\n\r\n');
const chunkEnd = Buffer.from('0\r\n\r\n');

/** Where the answer at the start of the bytes ends; -1 while it is not all there. */
function endOf(bytes: Buffer): number {
  const head = bytes.indexOf(headEnd);
  if (head === -1) return -1;
  const text = bytes.toString('latin1', 0, head).toLowerCase();
  const length = /content-length: (\d+)/.exec(text)?.[1];
  if (length !== undefined) {
    const end = head + 4 + Number(length);
    return bytes.length >= end ? end : -1;
  }
  if (!text.includes('chunked')) return head + 4;
  const last = bytes.indexOf(chunkEnd, head);
  return last === -1 ? -1 : last + 5;
}

const closes = (bytes: Buffer): boolean =>
  /connection: close/i.test(bytes.toString('latin1', 0, bytes.indexOf(headEnd)));

/**
 * One kept connection on a bare socket, one request at a time: a client light enough to fill the server's core
 * from another. A connection that the server closes is opened again; an answer that never came has status 0.
 */
export function line(port: number): Line {
  let waiting: ((reply: Reply) => void) | undefined;
  let bytes: Buffer = Buffer.alloc(0);
  let closed = false;
  let current = open();

  function answer(status: number): void {
    const resolve = waiting;
    waiting = undefined;
    resolve?.({ status, at: performance.now() });
  }
  function open() {
    const socket = connect(port, '127.0.0.1').setNoDelay(true);
    socket.on('data', (piece: Buffer) => {
      bytes = bytes.length === 0 ? piece : Buffer.concat([bytes, piece]);
      const end = endOf(bytes);
      if (end === -1) return;
      const status = Number(bytes.toString('latin1', 9, 12));
      if (closes(bytes)) reopen();
      else bytes = bytes.subarray(end);
      answer(status);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (socket !== current) return;
      reopen();
      answer(0);
    });
    return socket;
  }
  function reopen(): void {
    bytes = Buffer.alloc(0);
    if (closed) return;
    const old = current;
    current = open();
    old.destroy();
  }
  return {
    send: (request) =>
      new Promise((resolve) => {
        waiting = resolve;
        current.write(request);
      }),
    close() {
      closed = true;
      current.destroy();
    },
  };
}
